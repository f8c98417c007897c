import { type QueryClient, useMutationState } from '@tanstack/react-query';
import type { TaskChange } from '../mutations/changes';

/** The key of the changes that are on their way to the server. */
export const CHANGES = ['changes'] as const;

/** Whether a change is on its way. */
export function isSending(client: QueryClient): boolean {
  return client.isMutating({ mutationKey: CHANGES }) > 0;
}

/** Whether there are changes that the server does not have: on their way, or refused. */
export function hasUnsaved(client: QueryClient): boolean {
  return client.getMutationCache().findAll({ mutationKey: CHANGES }).length > 0;
}

/** The changes the server has not answered yet, oldest first. */
export function usePendingChanges(): TaskChange[] {
  return useMutationState({
    filters: { mutationKey: CHANGES, status: 'pending' },
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
    filters: { mutationKey: CHANGES, status: 'error' },
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
  for (const mutation of mutations.findAll({ mutationKey: CHANGES, status: 'error' })) {
    if (fits(mutation.state.variables as TaskChange)) mutations.remove(mutation);
  }
}
