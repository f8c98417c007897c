import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, unwrap } from '../../api/client';
import type { Task } from '../../api/types';
import type { ListData } from '../lists/listData';
import { withBatchPatch } from '../mutations/batch';
import { draftTask } from '../mutations/capture';
import type { TaskChange } from '../mutations/changes';
import { patched } from '../mutations/patched';
import { fetchTask } from '../outbox/fetchTask';
import { usePendingChanges } from '../outbox/pending';
import { taskKeys } from './tasks';

/** One task as it is to be shown, with what is on its way. */
export function useTaskDetails(id: number) {
  const client = useQueryClient();
  const query = useQuery<Task>({
    queryKey: taskKeys.single(id),
    queryFn: ({ signal }) => fetchTask(id, signal),
    // The list has it already; the server is asked all the same.
    placeholderData: () => {
      const lists = client.getQueriesData<ListData>({ queryKey: taskKeys.lists() });
      const tasks = lists.flatMap(([, data]) => data?.pages.flatMap((page) => page.tasks) ?? []);
      return tasks.find((task) => task.id === id);
    },
    staleTime: 0,
    refetchOnWindowFocus: 'always',
  });
  const pending = usePendingChanges();
  const { data } = query;
  const task = useMemo(() => data && withChanges(data, pending), [data, pending]);
  return { query, task };
}

/** The subtasks of a task, those of its subtasks too, with what is on its way. */
export function useSubtasks(id: number) {
  const query = useQuery({
    queryKey: taskKeys.detail('subtasks', id),
    queryFn: async ({ signal }) => {
      const params = { path: { id } };
      return (await unwrap(api.GET('/tasks/{id}/subtasks', { params, signal }))).tasks;
    },
  });
  const pending = usePendingChanges();
  const { data } = query;
  const subtasks = useMemo(() => {
    if (!data) return undefined;
    const left = data.filter((task) => !pending.some((change) => takesAway(change, task.id)));
    const drafts = pending.flatMap((change) =>
      change.kind === 'capture' && change.context.parent_id === id
        ? change.drafts.map(draftTask)
        : [],
    );
    return [...left.map((task) => withChanges(task, pending)), ...drafts];
  }, [data, pending, id]);
  return { query, subtasks };
}

/** The next dates of a task that repeats, after the present one. */
export function occurrencesQuery(task: Pick<Task, 'id' | 'recurrence' | 'due'>) {
  const { id, recurrence, due } = task;
  return queryOptions({
    queryKey: [...taskKeys.detail('occurrences', id), recurrence?.rule, due],
    queryFn: async ({ signal }) => {
      const params = { path: { id } };
      return await unwrap(api.GET('/tasks/{id}/occurrences', { params, signal }));
    },
  });
}

/** Why a task is where it is in a list by urgency. */
export function urgencyQuery(id: number) {
  return queryOptions({
    queryKey: taskKeys.detail('urgency', id),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/tasks/{id}/urgency', { params: { path: { id } }, signal })),
  });
}

function withChanges(task: Task, pending: TaskChange[]): Task {
  let changed = task;
  for (const change of pending) changed = withChange(changed, change);
  return changed;
}

function withChange(task: Task, change: TaskChange): Task {
  if (change.kind === 'update' && change.task.id === task.id) return patched(task, change.patch);
  if (change.kind === 'batch' && change.ids.includes(task.id)) {
    return withBatchPatch(task, change.patch);
  }
  if (change.kind === 'undo' && change.shows && 'task' in change.shows) {
    const { task: shown, patch } = change.shows;
    return shown.id === task.id && patch ? patched(task, patch) : task;
  }
  return task;
}

function takesAway(change: TaskChange, id: number): boolean {
  if (change.kind === 'delete') return change.task.id === id;
  return change.kind === 'deleteBatch' && change.ids.includes(id);
}
