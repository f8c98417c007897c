import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { Settings, Task } from '../../api/types';
import { type ListData, placeTask, removeTask } from '../lists/listData';
import { rulesOf, type Source } from '../lists/lists';
import { todayIn } from '../lists/today';
import type { TaskChange } from '../mutations/changes';
import type { Outcome } from '../mutations/outcome';
import { isThingDeed } from '../mutations/things';
import { projectKeys } from '../queries/projects';
import { settingsKeys } from '../queries/settings';
import { tagKeys } from '../queries/tags';
import { taskKeys } from '../queries/tasks';
import { viewKeys } from '../queries/views';

/** Puts into the lists what became of a change, and asks again for what only the server knows. */
export async function takeOver(
  client: QueryClient,
  change: TaskChange,
  { tasks, gone, andMore }: Outcome,
): Promise<void> {
  const isNew = change.kind === 'create' || change.kind === 'capture';
  const listed = isNew ? tasks.map((task) => ({ ...task, key: change.key })) : tasks;
  const leadsOn = takesOthersAlong(client, change);
  const today = todayIn(client.getQueryData<Settings>(settingsKeys.all), new Date());
  updateLists(client, taskKeys.lists(), (data, queryKey) => {
    const rules = rulesOf(queryKey[2] as Source, today);
    const placed = listed.reduce((before, task) => placeTask(before, task, rules), data);
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
  const things = refreshThings(client);
  // What the page shows of them waits for no overlay of its own.
  if (isThingDeed(change)) await things;
  const trash = client.invalidateQueries({ queryKey: taskKeys.trash() });
  // Emptying leaves no row to take out, so the page waits for the server's word.
  if (change.kind === 'emptyTrash') await trash;
  void client.invalidateQueries({ queryKey: taskKeys.details() });
  if (andMore) await client.invalidateQueries({ queryKey: taskKeys.lists() });
  else if (leadsOn) void client.invalidateQueries({ queryKey: taskKeys.lists() });
  else void askAgain(client);
}

/** Whether a change of one task changes others that the lists show: its subtasks, or the next one. */
function takesOthersAlong(client: QueryClient, change: TaskChange): boolean {
  if (!('task' in change)) return false;
  if (change.task.recurrence !== null || change.task.previous_id !== null) return true;
  const isPart = (task: Task) => task.parent_id === change.task.id;
  const lists = client.getQueriesData<ListData>({ queryKey: taskKeys.lists() });
  return lists.some(([, data]) => data?.pages.some(({ tasks }) => tasks.some(isPart)));
}

/** What is told of tasks beside them: how many a project has, which tags there are. */
async function refreshThings(client: QueryClient): Promise<void> {
  const keys = [projectKeys.all, viewKeys.all, tagKeys.all, settingsKeys.all];
  await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
}

/**
 * A list that was asked for before the change may not know of it, and of some the order is known to
 * the server alone.
 */
function askAgain(client: QueryClient): Promise<void> {
  return client.invalidateQueries({
    queryKey: taskKeys.lists(),
    predicate: ({ queryKey, state }) =>
      state.fetchStatus === 'fetching' || rulesOf(queryKey[2] as Source, '').order === undefined,
  });
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
