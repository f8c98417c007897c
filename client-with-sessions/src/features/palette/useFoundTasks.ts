import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { api, unwrap } from '../../api/client';
import type { Task } from '../../api/types';
import { taskKeys } from '../../data/queries/keys';

const MOST = 8;
const NONE: Task[] = [];

/** The tasks that have the words, best first, finished ones included. */
export function useFoundTasks(typed: string): Task[] {
  const words = useDeferredValue(plainWords(typed));
  const { data } = useQuery({
    queryKey: [...taskKeys.all, 'found', words],
    queryFn: async ({ signal }) => {
      const query = { q: words, status: 'all', per_page: MOST } as const;
      return (await unwrap(api.GET('/tasks', { params: { query }, signal }))).tasks;
    },
    enabled: words !== '',
    // While one types on, what was found before is better than nothing.
    placeholderData: keepPreviousData,
    retry: false,
  });
  return words === '' ? NONE : (data ?? NONE);
}

/** Nothing but words: in the palette, signs do not make a query. */
function plainWords(typed: string): string {
  return typed.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
