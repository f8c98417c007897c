import { type MutationOptions, type QueryClient, useMutationState } from '@tanstack/react-query';
import { ApiError, hasStatus, UnreachableError } from '../../api/errors';
import { takeOver } from '../cache/takeOver';
import type { TaskChange } from '../mutations/changes';
import type { Outcome } from '../mutations/outcome';
import { taskKeys } from '../queries/keys';
import { ConflictError } from './conflict';
import { type Sent, sendChange } from './send';

const SOON_MS = 250;
const MOST_RETRIES_WHEN_BUSY = 3;
const BUSY_STATUSES = new Set([429, 503]);

/** Sends a change; the lists take over what became of it once the server has agreed. */
export async function makeChange(
  client: QueryClient,
  sent: Sent,
  change: TaskChange,
): Promise<Outcome> {
  const mutations = client.getMutationCache();
  const mutation = mutations.build(client, changeOptions(client, sent));
  const outcome = await mutation.execute(change);
  mutations.remove(mutation);
  return outcome;
}

function changeOptions(
  client: QueryClient,
  sent: Sent,
): MutationOptions<Outcome, Error, TaskChange> {
  return {
    mutationKey: taskKeys.changes(),
    mutationFn: (change) => sendChange(change, sent),
    // One after the other, so that the server sees them in the order they were made.
    scope: { id: taskKeys.changes().join('.') },
    networkMode: 'online',
    // A refused change stays, with what was typed, until the person has dealt with it.
    gcTime: Number.POSITIVE_INFINITY,
    retry: shouldRetry,
    retryDelay,
    onSuccess: (outcome, change) => takeOver(client, change, outcome),
    onError: (error, change) => {
      if (error instanceof ConflictError) {
        void takeOver(client, change, { group: undefined, tasks: [error.theirs], gone: [] });
      }
      if (hasStatus(error, 404)) void client.invalidateQueries({ queryKey: taskKeys.all });
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

/** Whether a change is on its way. */
export function isSending(client: QueryClient): boolean {
  return client.isMutating({ mutationKey: taskKeys.changes() }) > 0;
}

/** Whether there are changes that the server does not have: on their way, or refused. */
export function hasUnsaved(client: QueryClient): boolean {
  return client.getMutationCache().findAll({ mutationKey: taskKeys.changes() }).length > 0;
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
