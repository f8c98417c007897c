import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { Settings, Task } from '../../api/types';
import { type ListData, placeTask, removeTask } from '../lists/listData';
import { isUncertain, rulesOf, type Source } from '../lists/lists';
import type { ShownTimer } from '../lists/timer';
import { todayIn } from '../lists/today';
import type { Mutation, Result } from '../outbox/mutation';
import { captureKeys } from '../queries/capture';
import { habitKeys } from '../queries/habits';
import { projectKeys } from '../queries/projects';
import { reviewKeys } from '../queries/reviews';
import { knownSections, sectionKeys } from '../queries/sections';
import { settingsKeys } from '../queries/settings';
import { tagKeys } from '../queries/tags';
import { taskKeys } from '../queries/tasks';
import { timeKeys } from '../queries/timeEntries';
import { viewKeys } from '../queries/views';

/** Puts the result of a mutation into the lists, and refetches what only the server knows. */
export async function takeResult(
  client: QueryClient,
  mutation: Mutation,
  { tasks = [], gone = [], purged = [], refetch = [] }: Result,
): Promise<void> {
  const { typed, idempotencyKey } = mutation;
  const affectsOthers = changesOthers(client, mutation);
  const listed = typed === undefined ? tasks : tasks.map((task) => ({ ...task, idempotencyKey }));
  const today = todayIn(client.getQueryData<Settings>(settingsKeys.all), new Date());
  updateLists(client, taskKeys.lists(), (data, queryKey) => {
    const source = queryKey[2] as Source;
    const rules = rulesOf(source, today, knownSections(client, source));
    const placed = listed.reduce((before, task) => placeTask(before, task, rules), data);
    return gone.reduce(removeTask, placed);
  });
  updateLists(client, taskKeys.trash(), (data) =>
    [...tasks.map(({ id }) => id), ...purged].reduce(removeTask, data),
  );
  for (const task of tasks) client.setQueryData(taskKeys.single(task.id), task);

  const again = (queryKey: QueryKey) => client.invalidateQueries({ queryKey });
  if (refetch.length === 1 && refetch[0] === 'reviews') {
    // Nothing else depends on a review.
    void again(taskKeys.activity());
    return again(reviewKeys.all);
  }
  for (const queryKey of [taskKeys.activity(), taskKeys.details()]) void again(queryKey);
  void startAgain(client, taskKeys.histories());
  void again(tagKeys.all);
  // What was done and what is left follows from the tasks.
  const reviewed = again(reviewKeys.all);
  // How a line is understood depends on the settings.
  if (refetch.includes('settings')) void again(captureKeys.all);
  const fetched = {
    projects: again(projectKeys.all),
    sections: again(sectionKeys.all),
    views: again(viewKeys.all),
    settings: again(settingsKeys.all),
    habits: again(habitKeys.all),
    reviews: reviewed,
    trash: again(taskKeys.trash()),
    time: refetchTime(client, refetch.includes('time')),
    lists:
      affectsOthers || refetch.includes('lists')
        ? again(taskKeys.lists())
        : refetchUncertainLists(client),
  };
  await Promise.all(refetch.map((what) => fetched[what]));
}

/** Refetches what is shown of time. What closes or deletes a task stops its timer. */
async function refetchTime(client: QueryClient, hasChanged: boolean): Promise<void> {
  const isRunning = client.getQueryData<ShownTimer>(timeKeys.timer())?.running != null;
  if (hasChanged || isRunning) await client.invalidateQueries({ queryKey: timeKeys.all });
}

/** Refetches, and restarts first fetches too: they may have been read before the mutation. */
async function startAgain(client: QueryClient, queryKey: QueryKey): Promise<void> {
  await client.cancelQueries({ queryKey, predicate: ({ state }) => state.data === undefined });
  await client.invalidateQueries({ queryKey });
}

/** Whether this also changes other tasks in the lists: subtasks, or the next one of a series. */
function changesOthers(client: QueryClient, { task }: Mutation): boolean {
  if (!task) return false;
  if (task.recurrence !== null || task.previous_id !== null) return true;
  const isSubtask = ({ parent_id }: Task) => parent_id === task.id;
  const lists = client.getQueriesData<ListData>({ queryKey: taskKeys.lists() });
  return lists.some(([, data]) => data?.pages.some(({ tasks }) => tasks.some(isSubtask)));
}

/**
 * Refetches the lists whose tasks or order only the server knows, and those being fetched right now: they
 * may have been read before the mutation.
 */
function refetchUncertainLists(client: QueryClient): Promise<void> {
  return client.invalidateQueries({
    queryKey: taskKeys.lists(),
    predicate: ({ queryKey, state }) =>
      state.fetchStatus === 'fetching' || isUncertain(queryKey[2] as Source),
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
