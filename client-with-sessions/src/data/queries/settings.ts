import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, unwrap } from '../../api/client';
import type { Settings } from '../../api/types';
import type { TaskChange } from '../mutations/changes';
import { usePendingChanges } from '../outbox/pending';

export const settingsKeys = { all: ['settings'] as const };

/** What the account says of its owner's days, and of the page. */
export const settingsQuery = queryOptions({
  queryKey: settingsKeys.all,
  queryFn: ({ signal }) => unwrap(api.GET('/settings', { signal })),
  staleTime: 300_000,
  refetchOnWindowFocus: 'always',
});

/** The settings as they are to be shown, with what is on its way. */
export function useSettings() {
  const query = useQuery(settingsQuery);
  const pending = usePendingChanges();
  const { data } = query;
  const settings = useMemo(() => data && pending.reduce(withChange, data), [data, pending]);
  return { query, settings };
}

/** How the account shows times. */
export function useClock(): Settings['clock'] {
  return useSettings().settings?.clock ?? '24h';
}

function withChange(settings: Settings, change: TaskChange): Settings {
  if (change.kind !== 'updateSettings') return settings;
  const { hours, ...patch } = change.patch;
  return { ...settings, ...patch, hours: { ...settings.hours, ...hours } };
}
