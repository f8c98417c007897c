import type { MutationOptions, QueryClient } from '@tanstack/react-query';
import { ApiError, hasStatus, UnreachableError } from '../../api/errors';
import type { TaskChange } from '../mutations/changes';
import type { Outcome } from '../mutations/outcome';
import { ConflictError } from './conflict';
import { CHANGES } from './pending';
import { type Sent, sendChange } from './send';

const SOON_MS = 250;
const MOST_RETRIES_WHEN_BUSY = 3;
const BUSY_STATUSES = new Set([429, 503]);

/** What the queue tells the cache. */
export interface Cache {
  /** Takes over what became of a change. */
  takeOver: (change: TaskChange, outcome: Outcome) => Promise<void>;
  /** What the change was about is there no longer: the tasks are asked for again. */
  refresh: () => void;
}

/** Sends a change; the cache takes over what became of it once the server has agreed. */
export async function makeChange(
  client: QueryClient,
  sent: Sent,
  cache: Cache,
  change: TaskChange,
): Promise<Outcome> {
  const mutations = client.getMutationCache();
  const mutation = mutations.build(client, changeOptions(sent, cache));
  const outcome = await mutation.execute(change);
  mutations.remove(mutation);
  return outcome;
}

function changeOptions(sent: Sent, cache: Cache): MutationOptions<Outcome, Error, TaskChange> {
  return {
    mutationKey: CHANGES,
    mutationFn: (change) => sendChange(change, sent),
    // One after the other, so that the server sees them in the order they were made.
    scope: { id: CHANGES.join('.') },
    networkMode: 'online',
    // A refused change stays, with what was typed, until the person has dealt with it.
    gcTime: Number.POSITIVE_INFINITY,
    retry: shouldRetry,
    retryDelay,
    onSuccess: (outcome, change) => cache.takeOver(change, outcome),
    onError: (error, change) => {
      if (error instanceof ConflictError) {
        void cache.takeOver(change, { group: undefined, tasks: [error.theirs], gone: [] });
      }
      if (hasStatus(error, 404)) cache.refresh();
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
