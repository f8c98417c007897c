import type { MutationOptions, QueryClient } from '@tanstack/react-query';
import { ApiError, hasStatus, UnreachableError } from '../../api/errors';
import type { Mutation, Result, Sending } from './mutation';
import { MUTATIONS } from './pending';

const SOON_MS = 250;
const MOST_RETRIES_WHEN_BUSY = 3;
const BUSY_STATUSES = new Set([429, 503]);

/** What the queue needs from outside. */
export interface QueueContext extends Omit<Sending, 'header'> {
  /** Remembers the group of a mutation. */
  noteGroup: (idempotencyKey: string, group: number | undefined) => void;
  /** Puts the result into the cache. */
  takeResult: (mutation: Mutation, result: Result) => Promise<void>;
  /** Refetches the tasks, because one of them no longer exists. */
  refetchTasks: () => void;
}

/** Sends a mutation after those before it; returns once its result is in the cache. */
export async function enqueue(
  client: QueryClient,
  context: QueueContext,
  mutation: Mutation,
): Promise<Result> {
  const entries = client.getMutationCache();
  const entry = entries.build(client, optionsOf(context));
  const result = await entry.execute(mutation);
  entries.remove(entry);
  return result;
}

function optionsOf(context: QueueContext): MutationOptions<Result, Error, Mutation> {
  return {
    mutationKey: MUTATIONS,
    async mutationFn({ idempotencyKey, send }) {
      const result = await send({ ...context, header: { 'Idempotency-Key': idempotencyKey } });
      context.noteGroup(idempotencyKey, result.group);
      return result;
    },
    // One after another, so the server receives them in order.
    scope: { id: MUTATIONS.join('.') },
    networkMode: 'online',
    // Keeps a refused mutation and its typed text until the user has resolved it.
    gcTime: Number.POSITIVE_INFINITY,
    retry: shouldRetry,
    retryDelay,
    onSuccess: (result, mutation) => context.takeResult(mutation, result),
    onError(error) {
      if (hasStatus(error, 404)) context.refetchTasks();
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
  const seconds = error instanceof ApiError ? error.retryAfter : undefined;
  return seconds === undefined ? 1_000 * 2 ** failures : seconds * 1_000;
}
