import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { type TypedDate, typedDateQuery } from '../data/queries/capture';
import { useToday } from '../data/queries/today';
import { addDays } from '../format/days';

interface Asked {
  /** Undefined if the text is not a date. */
  typed: TypedDate | undefined;
  /** Whether the server has not answered yet. */
  isAsking: boolean;
}

/** Reads a date in words as the add line does, and days that are over. */
export function useTypedDate(text: string): Asked {
  const today = useToday();
  const wanted = text.trim().replace(/^yesterday\b/i, addDays(today, -1));
  const deferred = useDeferredValue(wanted);
  const isLatest = deferred === wanted;
  const { data, isLoading } = useQuery(typedDateQuery(deferred));
  return { typed: isLatest ? (data ?? undefined) : undefined, isAsking: !isLatest || isLoading };
}
