import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import type { Task } from '../../api/types';
import { foundTasksQuery } from '../../data/queries/search';

const MOST = 8;
const NONE: Task[] = [];

/** The tasks that have the words, best first, finished ones included. */
export function useFoundTasks(typed: string): Task[] {
  const words = useDeferredValue(plainWords(typed));
  const { data } = useQuery({
    ...foundTasksQuery(words, MOST),
    // While one types on, what was found before is better than nothing.
    placeholderData: keepPreviousData,
  });
  return words === '' ? NONE : (data ?? NONE);
}

/** Nothing but words: in the palette, signs do not make a query. */
function plainWords(typed: string): string {
  return typed.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
