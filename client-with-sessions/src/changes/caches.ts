import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { TaskStatus } from '../api/types';
import type { TaskChange } from './changes';
import { taskKeys } from './keys';
import { type ListData, placeTask, removeTask } from './listData';
import type { Outcome } from './send';

/** Puts into the lists what became of a change, and asks again for what only the server knows. */
export async function takeOver(
  client: QueryClient,
  change: TaskChange,
  { tasks, gone, andMore }: Outcome,
): Promise<void> {
  const key = change.kind === 'create' ? change.key : undefined;
  updateLists(client, taskKeys.lists(), (data, queryKey) => {
    const status = queryKey[2] as TaskStatus;
    const placed = tasks.reduce(
      (before, task) => placeTask(before, key === undefined ? task : { ...task, key }, status),
      data,
    );
    return gone.reduce(removeTask, placed);
  });
  updateLists(client, taskKeys.trash(), (data) => {
    const left = tasks.map(({ id }) => id);
    return (change.kind === 'purge' ? gone : left).reduce(removeTask, data);
  });
  for (const task of tasks) client.setQueryData(taskKeys.single(task.id), task);

  for (const queryKey of [taskKeys.activity(), taskKeys.histories()]) {
    void client.invalidateQueries({ queryKey });
  }
  const trash = client.invalidateQueries({ queryKey: taskKeys.trash() });
  // Emptying leaves no row to take out, so the page waits for the server's word.
  if (change.kind === 'emptyTrash') await trash;
  if (andMore) await client.invalidateQueries({ queryKey: taskKeys.lists() });
  else void askAgain(client);
}

/** A list that was asked for before the change may not know of it. */
function askAgain(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: taskKeys.lists(), fetchStatus: 'fetching' });
}

function updateLists(
  client: QueryClient,
  queryKey: QueryKey,
  update: (data: ListData, queryKey: QueryKey) => ListData,
): void {
  for (const [key, data] of client.getQueriesData<ListData>({ queryKey })) {
    if (data) client.setQueryData(key, update(data, key));
  }
}
