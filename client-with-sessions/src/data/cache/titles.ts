import type { QueryClient } from '@tanstack/react-query';
import type { Task } from '../../api/types';
import type { ListData } from '../lists/listData';
import { isSending } from '../outbox/pending';
import { taskKeys } from '../queries/tasks';

/** The tasks that some list has, in the order of their numbers here. */
export function knownTasks(client: QueryClient, ids: readonly number[]): Task[] {
  const wanted = new Set(ids);
  const known = new Map<number, Task>();
  for (const [, data] of client.getQueriesData<ListData>({ queryKey: taskKeys.lists() })) {
    for (const { tasks } of data?.pages ?? []) {
      for (const task of tasks) {
        if (wanted.has(task.id)) known.set(task.id, task);
      }
    }
  }
  return ids.flatMap((id) => known.get(id) ?? []);
}

/** The title, and the task as it is known, if there is only one: several are counted instead. */
export function titleOfOnly(
  client: QueryClient,
  ids: readonly number[],
): { title?: string | undefined; seen?: Task | undefined } {
  if (ids.length !== 1) return {};
  const [seen] = knownTasks(client, ids);
  // While something is on its way, what is known may be older than what the user did last.
  return { title: seen?.title, ...(!isSending(client) && { seen }) };
}

/** When tasks are due, as far as some list knows. */
export function duesOf(client: QueryClient, ids: readonly number[]): { dues: string[] } {
  return { dues: knownTasks(client, ids).flatMap(({ due }) => due ?? []) };
}
