import { type MutationOptions, type QueryClient, useMutationState } from '@tanstack/react-query';
import { ApiError, UnreachableError } from '../../api/errors';
import type { Task, TaskStatus } from '../../api/types';
import { sendChange, type TaskChange } from './changes';
import { taskKeys } from './keys';
import { type ListData, placeTask, removeTask } from './listData';

const SOON_MS = 250;
const MOST_RETRIES_WHEN_BUSY = 3;
const BUSY_STATUSES = new Set([429, 503]);

/** Sends a change; the lists take it over once the server has agreed. */
export async function makeChange(client: QueryClient, change: TaskChange): Promise<void> {
  const mutations = client.getMutationCache();
  const mutation = mutations.build(client, changeOptions(client));
  await mutation.execute(change);
  mutations.remove(mutation);
}

function changeOptions(client: QueryClient): MutationOptions<Task | undefined, Error, TaskChange> {
  return {
    mutationKey: taskKeys.changes(),
    mutationFn: sendChange,
    // One after the other, so that the server sees them in the order they were made.
    scope: { id: taskKeys.changes().join('.') },
    networkMode: 'online',
    // A refused change stays, with what was typed, until the person has dealt with it.
    gcTime: Number.POSITIVE_INFINITY,
    retry: shouldRetry,
    retryDelay,
    onSuccess: (task, change) => takeOver(client, change, task),
    onError: (error) => {
      if (error instanceof ApiError && error.status === 404) {
        void client.invalidateQueries({ queryKey: taskKeys.lists() });
      }
    },
  };
}

function shouldRetry(failures: number, error: Error): boolean {
  if (error instanceof UnreachableError) return true;
  const isBusy = error instanceof ApiError && BUSY_STATUSES.has(error.status);
  return isBusy && failures < MOST_RETRIES_WHEN_BUSY;
}

function retryDelay(failures: number, error: Error): number {
  if (error instanceof UnreachableError) return SOON_MS;
  const asked = error instanceof ApiError ? error.retryAfter : undefined;
  return asked === undefined ? 1_000 * 2 ** failures : asked * 1_000;
}

function takeOver(client: QueryClient, change: TaskChange, task: Task | undefined): void {
  for (const [queryKey, data] of client.getQueriesData<ListData>({ queryKey: taskKeys.lists() })) {
    if (!data) continue;
    const status = queryKey[2] as TaskStatus;
    const next = task
      ? placeTask(data, change.kind === 'create' ? { ...task, key: change.key } : task, status)
      : change.kind === 'delete'
        ? removeTask(data, change.task.id)
        : data;
    client.setQueryData(queryKey, next);
  }
  void askAgain(client);
}

/** A list that was asked for before the change may not know of it. */
function askAgain(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: taskKeys.lists(), fetchStatus: 'fetching' });
}

/** The changes the server has not answered yet, oldest first. */
export function usePendingChanges(): TaskChange[] {
  return useMutationState({
    filters: { mutationKey: taskKeys.changes(), status: 'pending' },
    select: ({ state }) => state.variables as TaskChange,
  });
}

/** A change that the server refused. */
export interface FailedChange {
  id: number;
  change: TaskChange;
  error: Error;
}

/** The changes that were refused and not dealt with yet, oldest first. */
export function useFailedChanges(): FailedChange[] {
  return useMutationState({
    filters: { mutationKey: taskKeys.changes(), status: 'error' },
    select: ({ mutationId, state }) => ({
      id: mutationId,
      change: state.variables as TaskChange,
      error: state.error as Error,
    }),
  });
}

/** Forgets the refused changes that fit. */
export function dropFailures(client: QueryClient, fits: (change: TaskChange) => boolean): void {
  const mutations = client.getMutationCache();
  for (const mutation of mutations.findAll({ mutationKey: taskKeys.changes(), status: 'error' })) {
    if (fits(mutation.state.variables as TaskChange)) mutations.remove(mutation);
  }
}
