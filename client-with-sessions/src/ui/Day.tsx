import { useContext } from 'react';
import { dayInWords, fullDate } from '../format/dates';
import { ClockContext } from './ClockContext';

/** A date in short, and in full as its tooltip. */
export function Day({ at }: { at: string }) {
  const clock = useContext(ClockContext);
  const date = new Date(at);
  return (
    <time dateTime={at} title={fullDate(date, clock)}>
      {dayInWords(date, new Date())}
    </time>
  );
}
