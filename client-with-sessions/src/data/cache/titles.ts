import type { QueryClient } from '@tanstack/react-query';
import type { ListData } from '../lists/listData';
import { taskKeys } from '../queries/tasks';

/** The title of a task, if some list has it. */
export function titleOf(client: QueryClient, id: number): string | undefined {
  for (const [, data] of client.getQueriesData<ListData>({ queryKey: taskKeys.lists() })) {
    const task = data?.pages.flatMap(({ tasks }) => tasks).find((one) => one.id === id);
    if (task) return task.title;
  }
  return undefined;
}

/** The title if there is only one task: several are counted instead. */
export function titleOfOnly(
  client: QueryClient,
  ids: readonly number[],
): { title?: string | undefined } {
  const [only, ...others] = ids;
  return only === undefined || others.length > 0 ? {} : { title: titleOf(client, only) };
}
