import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { typedDateQuery } from '../../data/queries/capture';

interface TypedDate {
  /** The day or local time; undefined if the text is not a date. */
  date: string | undefined;
  /** Whether the server has not answered yet. */
  isAsking: boolean;
}

/** Reads a date in words as the add line does. */
export function useTypedDate(text: string): TypedDate {
  const typed = useDeferredValue(text.trim());
  const isLatest = typed === text.trim();
  const { data, isLoading } = useQuery(typedDateQuery(typed));
  return { date: isLatest ? (data ?? undefined) : undefined, isAsking: !isLatest || isLoading };
}
