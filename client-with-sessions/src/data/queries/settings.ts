import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import type { Settings } from '../../api/types';
import { type Optimistic, useOptimisticData } from '../outbox/pending';

export const settingsKeys = { all: ['settings'] as const };

/** What the account says of its owner's days, and of the page. */
export const settingsQuery = queryOptions({
  queryKey: settingsKeys.all,
  queryFn: ({ signal }) => unwrap(api.GET('/settings', { signal })),
  staleTime: 300_000,
  refetchOnWindowFocus: 'always',
});

const effectOnSettings = ({ settings }: Optimistic) => settings;

/** The settings as they are to be shown, with what is on its way. */
export function useSettings() {
  const query = useQuery(settingsQuery);
  const settings = useOptimisticData(query.data, effectOnSettings);
  return { query, settings };
}

/** How the account shows times. */
export function useClock(): Settings['clock'] {
  return useSettings().settings?.clock ?? '24h';
}
