import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, unwrap } from '../../api/client';
import type { Task } from '../../api/types';
import { type DraftFields, draftTask } from '../lists/draftTask';
import type { ListData } from '../lists/listData';
import type { OptimisticResult } from '../lists/optimistic';
import { patched } from '../lists/patched';
import { fetchTask } from '../outbox/fetchTask';
import type { Mutation } from '../outbox/mutation';
import { usePendingMutations } from '../outbox/pending';
import { subtasksQuery } from './subtasks';
import { taskKeys } from './tasks';

/** One task with pending mutations applied. */
export function useTaskDetails(id: number) {
  const client = useQueryClient();
  const query = useQuery<Task>({
    queryKey: taskKeys.single(id),
    queryFn: ({ signal }) => fetchTask(id, signal),
    // Show the list's copy until the server answers.
    placeholderData: () => {
      const lists = client.getQueriesData<ListData>({ queryKey: taskKeys.lists() });
      const tasks = lists.flatMap(([, data]) => data?.pages.flatMap((page) => page.tasks) ?? []);
      return tasks.find((task) => task.id === id);
    },
    staleTime: 0,
    refetchOnWindowFocus: 'always',
  });
  const pending = usePendingMutations();
  const { data } = query;
  const task = useMemo(() => data && withPending(data, pending), [data, pending]);
  return { query, task };
}

/** The subtasks of a task, to any depth, with pending mutations applied. */
export function useSubtasks(id: number) {
  const query = useQuery(subtasksQuery(id));
  const pending = usePendingMutations();
  const { data } = query;
  const subtasks = useMemo(() => {
    if (!data) return undefined;
    const left = data.tasks.filter(
      (task) => !pending.some((mutation) => takesAway(mutation, task)),
    );
    const drafts = pending.flatMap(draftsIn).filter(({ parent_id }) => parent_id === id);
    return [...left.map((task) => withPending(task, pending)), ...drafts.map(draftTask)];
  }, [data, pending, id]);
  return { query, subtasks, truncated: data?.truncated === true };
}

/** The dates of a recurring task after the current one. */
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

/** The urgency of a task, and its reasons. */
export function urgencyQuery(id: number) {
  return queryOptions({
    queryKey: taskKeys.detail('urgency', id),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/tasks/{id}/urgency', { params: { path: { id } }, signal })),
  });
}

function withPending(task: Task, pending: Mutation[]): Task {
  return pending.reduce(
    (shown, mutation) => resultsFor(shown, mutation).reduce(withResult, shown),
    task,
  );
}

function withResult(task: Task, result: OptimisticResult): Task {
  if ('patch' in result && result.patch) return patched(task, result.patch);
  return task;
}

/** What a pending mutation shows for this task. */
function resultsFor(task: Task, { optimistic }: Mutation): OptimisticResult[] {
  const results = optimistic?.tasks?.([task]) ?? [];
  return results.filter((result) => idOf(result) === task.id);
}

function idOf(result: OptimisticResult): number | undefined {
  if ('task' in result) return result.task.id;
  if ('gone' in result) return result.gone.id;
  return 'id' in result ? result.id : undefined;
}

function takesAway(mutation: Mutation, task: Task): boolean {
  return resultsFor(task, mutation).some((result) => 'gone' in result);
}

function draftsIn({ optimistic }: Mutation): DraftFields[] {
  const results = optimistic?.tasks?.([]) ?? [];
  return results.flatMap((result) => ('drafts' in result ? result.drafts : []));
}
