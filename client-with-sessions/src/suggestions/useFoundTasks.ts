import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import type { Task } from '../api/types';
import { foundTasksQuery } from '../data/queries/search';

const MOST = 8;
const NONE: Task[] = [];

/** The tasks that contain the typed words, best first, including closed ones. */
export function useFoundTasks(typed: string): Task[] {
  const words = useDeferredValue(plainWords(typed));
  const { data } = useQuery({
    ...foundTasksQuery(words, MOST),
    // While the user types, the previous results are better than nothing.
    placeholderData: keepPreviousData,
  });
  return words === '' ? NONE : (data ?? NONE);
}

/** Only the words: in the palette, the text is not a query. */
function plainWords(typed: string): string {
  return typed.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
