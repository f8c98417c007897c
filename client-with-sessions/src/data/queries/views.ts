import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { type Optimistic, useOptimisticData } from '../outbox/pending';

export const viewKeys = { all: ['views'] as const };

/** The saved views, in manual order. */
export const viewsQuery = queryOptions({
  queryKey: viewKeys.all,
  queryFn: async ({ signal }) => (await unwrap(api.GET('/views', { signal }))).views,
  staleTime: 60_000,
  refetchOnWindowFocus: 'always',
});

const effectOnViews = ({ views }: Optimistic) => views;

/** The saved views with pending mutations applied. */
export function useViews() {
  const query = useQuery(viewsQuery);
  const views = useOptimisticData(query.data, effectOnViews);
  return { query, views };
}
