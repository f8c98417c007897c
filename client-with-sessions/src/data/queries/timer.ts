import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import type { ShownTimer } from '../lists/timer';
import { type Optimistic, useOptimisticData } from '../outbox/pending';
import { timeKeys } from './timeEntries';

export const timerQuery = queryOptions({
  queryKey: timeKeys.timer(),
  queryFn: async ({ signal }): Promise<ShownTimer> => {
    const timer = await unwrap(api.GET('/timer', { signal }));
    return { ...timer, ahead: Date.parse(timer.now) - Date.now() };
  },
  refetchOnWindowFocus: 'always',
});

/** Tells the server that somebody is there. */
export async function notePresence(): Promise<void> {
  await api.POST('/timer/presence');
}

const effectOnTimer = ({ timer }: Optimistic) => timer;

/** The timer with pending mutations applied. */
export function useTimer(): ShownTimer | undefined {
  const { data } = useQuery(timerQuery);
  return useOptimisticData(data, effectOnTimer);
}
