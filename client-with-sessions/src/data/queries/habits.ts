import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { type Optimistic, useOptimisticData } from '../outbox/pending';

export const habitKeys = {
  all: ['habits'] as const,
  grid: (from: string, to: string) => ['habits', 'grid', from, to] as const,
  archived: () => ['habits', 'archived'] as const,
  year: (id: number) => ['habits', 'year', id] as const,
  pauses: () => ['habits', 'pauses'] as const,
};

/** The habits in use, with their days from one to another. */
export function gridQuery(from: string, to: string) {
  return queryOptions({
    queryKey: habitKeys.grid(from, to),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/habits', { params: { query: { from, to } }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    refetchOnWindowFocus: 'always',
  });
}

/** The archived habits. */
export const archivedQuery = queryOptions({
  queryKey: habitKeys.archived(),
  queryFn: async ({ signal }) =>
    (await unwrap(api.GET('/habits', { params: { query: { archived: true } }, signal }))).habits,
});

/** A year of a habit, up to today. */
export function yearQuery(id: number) {
  return queryOptions({
    queryKey: habitKeys.year(id),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/habits/{id}/year', { params: { path: { id } }, signal })),
    staleTime: 60_000,
    refetchOnWindowFocus: 'always',
  });
}

const effectOnHabits = ({ habits }: Optimistic) => habits;

/** The habits in use with pending mutations applied. */
export function useHabits(from: string, to: string) {
  const query = useQuery(gridQuery(from, to));
  const grid = useOptimisticData(query.data, effectOnHabits);
  return { query, grid };
}
