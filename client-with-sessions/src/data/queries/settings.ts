import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import type { Settings } from '../../api/types';
import { type Optimistic, useOptimisticData } from '../outbox/pending';

export const settingsKeys = { all: ['settings'] as const };

export const settingsQuery = queryOptions({
  queryKey: settingsKeys.all,
  queryFn: ({ signal }) => unwrap(api.GET('/settings', { signal })),
  staleTime: 300_000,
  refetchOnWindowFocus: 'always',
});

const effectOnSettings = ({ settings }: Optimistic) => settings;

/** The settings with pending mutations applied. */
export function useSettings() {
  const query = useQuery(settingsQuery);
  const settings = useOptimisticData(query.data, effectOnSettings);
  return { query, settings };
}

/** How the account shows times. */
export function useClock(): Settings['clock'] {
  return useSettings().settings?.clock ?? '24h';
}
