import { api, unwrap } from '../../api/client';
import { ApiError } from '../../api/errors';
import type { Task } from '../../api/types';

/** What an update may change of a task. */
export type TaskPatch = Partial<Pick<Task, 'title' | 'description' | 'completed_at'>>;

/** One thing a person did to a task, whether the server knows of it yet or not. */
export type TaskChange =
  | { kind: 'create'; key: string; title: string }
  | { kind: 'update'; task: Task; patch: TaskPatch }
  | { kind: 'delete'; task: Task }
  | { kind: 'restore'; task: Task };

/** Tells the server of a change; answers the task as it is afterwards, if there still is one. */
export async function sendChange(change: TaskChange): Promise<Task | undefined> {
  switch (change.kind) {
    case 'create':
      return unwrap(
        api.POST('/tasks', {
          // The same key with every attempt: what arrived once is not added twice.
          params: { header: { 'Idempotency-Key': change.key } },
          body: { title: change.title },
        }),
      );
    case 'update':
      return unwrap(
        api.PATCH('/tasks/{id}', {
          params: { path: { id: change.task.id } },
          body: change.patch,
        }),
      );
    case 'delete':
      await deleteTask(change.task.id);
      return undefined;
    case 'restore':
      return unwrap(api.POST('/tasks/{id}/restore', { params: { path: { id: change.task.id } } }));
  }
}

/** A task that is not there is as good as deleted: perhaps the last attempt arrived after all. */
async function deleteTask(id: number): Promise<void> {
  try {
    await unwrap(api.DELETE('/tasks/{id}', { params: { path: { id } } }));
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 404)) throw error;
  }
}

const NOT_DONE: Record<TaskChange['kind'], string> = {
  create: 'Not added',
  update: 'Not saved',
  delete: 'Not deleted',
  restore: 'Not brought back',
};

/** What did not happen, in words. */
export function failureInWords({ kind }: TaskChange): string {
  return NOT_DONE[kind];
}
