import { api, unwrapWrite } from '../../api/client';
import { hasStatus } from '../../api/errors';
import type { Change, ChangeGroup, Task, TaskFields } from '../../api/types';
import { type TaskResult, withoutTask } from '../lists/optimistic';
import { fetchTask } from '../outbox/fetchTask';
import { defineMutation, type Result } from '../outbox/mutation';

interface Variables {
  /** What to undo: a known group, or a mutation that is still being sent. */
  target: { idempotencyKey: string; group?: number | undefined };
  /** What the lists will show, as far as the page knows. */
  shows?: TaskResult | undefined;
}

/** The action to undo has not happened after all. */
export class NothingToUndoError extends Error {
  override readonly name = 'NothingToUndoError';
}

/** Undoes a group of changes. Undoing an undo redoes the group. */
export const undoGroup = defineMutation(({ target, shows }: Variables) => ({
  label: 'Undid a change',
  refusal: 'Not undone',
  async send({ header, groupOf }) {
    const group = target.group ?? groupOf(target.idempotencyKey);
    if (group === undefined) throw new NothingToUndoError();
    const params = { path: { group }, header };
    const { body } = await unwrapWrite(api.POST('/changes/{group}/undo', { params }));
    const { id, changes, change_count } = body as ChangeGroup;
    const ofTasks = changes.filter(({ kind }) => kind === 'task');
    const isMore = change_count > ofTasks.length;
    const refetch: NonNullable<Result['refetch']> = [
      ...(isMore ? (['lists'] as const) : []),
      ...(changes.some(({ kind }) => kind === 'time_entry') ? (['time'] as const) : []),
    ];
    return { group: id, ...(await fetchChanged(ofTasks)), refetch };
  },
  optimistic: {
    tasks: () => (shows ? [shows] : []),
    trash: (trash) => (shows && 'task' in shows ? withoutTask(trash, shows.task.id) : trash),
  },
}));

/** The server answers with the changes, not with the tasks. */
async function fetchChanged(changes: Change[]): Promise<{ tasks: Task[]; gone: number[] }> {
  const newest = new Map(changes.map(({ object_id, after }) => [object_id, after]));
  const found = await Promise.all(
    [...newest].map(async ([id, after]) => ({ id, task: await fetchUnlessDeleted(id, after) })),
  );
  return {
    tasks: found.flatMap(({ task }) => task ?? []),
    gone: found.flatMap(({ id, task }) => (task ? [] : id)),
  };
}

/** The task after a change; undefined if the change moved it to the trash. */
async function fetchUnlessDeleted(id: number, after: TaskFields | null): Promise<Task | undefined> {
  if (after?.deleted_at) return undefined;
  try {
    return await fetchTask(id);
  } catch (error) {
    if (hasStatus(error, 404)) return undefined;
    throw error;
  }
}
