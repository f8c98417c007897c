import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { typedDateQuery } from '../../data/queries/capture';

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
  const { data, isLoading } = useQuery(typedDateQuery(typed));
  return { date: isLatest ? (data ?? undefined) : undefined, isAsking: !isLatest || isLoading };
}
