import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { api, unwrap } from '../../api/client';

interface TypedDate {
  /** The day, or the local time; undefined when it is none. */
  date: string | undefined;
  /** Whether the server is still asked. */
  isAsking: boolean;
}

/** A date in words, as the line that adds tasks would understand it. */
export function useTypedDate(text: string): TypedDate {
  const typed = useDeferredValue(text.trim());
  const isLatest = typed === text.trim();
  const { data, isLoading } = useQuery({
    queryKey: ['preview', 'date', typed],
    queryFn: async ({ signal }) => {
      const body = { text: `task ${typed}` };
      const { tasks } = await unwrap(api.POST('/capture/preview', { body, signal }));
      // Words that are left over say that it was no date, or not yet.
      return tasks[0]?.title === 'task' ? (tasks[0].due ?? null) : null;
    },
    enabled: typed !== '',
    staleTime: 60_000,
    retry: false,
  });
  return { date: isLatest ? (data ?? undefined) : undefined, isAsking: !isLatest || isLoading };
}
