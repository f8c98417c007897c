import { useContext } from 'react';
import { ClockContext } from './ClockContext';
import { dayInWords, fullDate } from './dates';

/** A date in few words, and in full for who asks. */
export function Day({ at }: { at: string }) {
  const clock = useContext(ClockContext);
  const date = new Date(at);
  return (
    <time dateTime={at} title={fullDate(date, clock)}>
      {dayInWords(date, new Date())}
    </time>
  );
}
