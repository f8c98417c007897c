import { type QueryClient, useMutationState } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Definition, Mutation } from './mutation';

/** TanStack Query keeps mutations under this key until they are answered, or dropped if refused. */
export const MUTATIONS = ['outbox'] as const;

/** Whether a mutation is on its way to the server. */
export function isSending(client: QueryClient): boolean {
  return client.isMutating({ mutationKey: MUTATIONS }) > 0;
}

/** Whether something that the user did is on its way, or was refused. */
export function hasUnsaved(client: QueryClient): boolean {
  const entries = client.getMutationCache().findAll({ mutationKey: MUTATIONS });
  return entries.some(({ state }) => !(state.variables as Mutation).isAutomatic);
}

/** The mutations that the server has not answered yet, oldest first. */
export function usePendingMutations(): Mutation[] {
  return useMutationState({
    filters: { mutationKey: MUTATIONS, status: 'pending' },
    select: ({ state }) => state.variables as Mutation,
  });
}

/** What a mutation shows until the server has answered. */
export type Optimistic = NonNullable<Definition['optimistic']>;

/** Data from the server, with the optimistic results of all pending mutations. */
export function useOptimisticData<T>(
  data: T | undefined,
  effectOf: (optimistic: Optimistic) => ((shown: T) => T) | undefined,
): T | undefined {
  const pending = usePendingMutations();
  return useMemo(
    () =>
      data &&
      pending.reduce((shown, { optimistic = {} }) => effectOf(optimistic)?.(shown) ?? shown, data),
    [data, pending, effectOf],
  );
}

/** A mutation that the server refused. */
export interface RefusedMutation {
  mutation: Mutation;
  error: Error;
}

/** The refused mutations that the user has not resolved yet, oldest first. */
export function useRefusedMutations(): RefusedMutation[] {
  return useMutationState({
    filters: { mutationKey: MUTATIONS, status: 'error' },
    select: ({ state }) => ({
      mutation: state.variables as Mutation,
      error: state.error as Error,
    }),
  });
}

/** Forgets the refused mutations that match. */
export function dropRefused(client: QueryClient, matches: (mutation: Mutation) => boolean): void {
  const entries = client.getMutationCache();
  for (const entry of entries.findAll({ mutationKey: MUTATIONS, status: 'error' })) {
    if (matches(entry.state.variables as Mutation)) entries.remove(entry);
  }
}
