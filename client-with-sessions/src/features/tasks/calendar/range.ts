import { addMonths, weekBegin } from '../../../dates/months';
import { addDays, dateLabel, longDay, monthLabel } from '../../../format/days';

export type CalendarView = 'day' | 'week' | 'month';

/** The rows of a month: as many weeks as any month can touch, so that its height never changes. */
const WEEKS = 6;

/** The days that a view shows around a day; a week begins on that weekday, of which 1 is Monday. */
export function daysOf(view: CalendarView, day: string, weekStart: number): string[] {
  switch (view) {
    case 'day':
      return [day];
    case 'week':
      return daysFrom(weekBegin(day, weekStart), 7);
    case 'month':
      return daysFrom(weekBegin(`${day.slice(0, 7)}-01`, weekStart), 7 * WEEKS);
  }
}

/** The same day of the next or the previous day, week or month; the last of a shorter month. */
export function stepTo(view: CalendarView, day: string, by: 1 | -1): string {
  if (view === 'month') return addMonths(day, by);
  return addDays(day, view === 'week' ? 7 * by : by);
}

/** What a view shows, in words: November 2026, 23 Nov to 29 Nov. */
export function rangeInWords(view: CalendarView, day: string, days: string[], today: string) {
  if (view === 'month') return monthLabel(day);
  if (view === 'day') return longDay(day);
  const [first = day, last = day] = [days[0], days.at(-1)];
  return `${dateLabel(first, today)} to ${dateLabel(last, today)}`;
}

function daysFrom(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => addDays(first, index));
}
