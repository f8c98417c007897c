import { addDays, dateLabel, longDay, nextWeekday } from '../../../format/days';

export type CalendarView = 'day' | 'week' | 'month';

/** The weekdays as the settings name them, in the order of `Date.getUTCDay`. */
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** The rows of a month: as many weeks as any month can touch, so that its height never changes. */
const WEEKS = 6;

/** The days that a view shows around a day. */
export function daysOf(view: CalendarView, day: string, weekStart: string): string[] {
  switch (view) {
    case 'day':
      return [day];
    case 'week':
      return daysFrom(startOfWeek(day, weekStart), 7);
    case 'month':
      return daysFrom(startOfWeek(`${day.slice(0, 7)}-01`, weekStart), 7 * WEEKS);
  }
}

/** The same day of the next or the previous day, week or month; the last of a shorter month. */
export function stepTo(view: CalendarView, day: string, by: 1 | -1): string {
  if (view !== 'month') return addDays(day, view === 'week' ? 7 * by : by);
  const month = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  month.setUTCMonth(month.getUTCMonth() + by);
  const first = month.toISOString().slice(0, 10);
  month.setUTCMonth(month.getUTCMonth() + 1, 0);
  const last = month.toISOString().slice(0, 10);
  const same = `${first.slice(0, 7)}-${day.slice(8)}`;
  return same < last ? same : last;
}

/** What a view shows, in words: November 2026, 23 Nov to 29 Nov. */
export function rangeInWords(view: CalendarView, day: string, days: string[], today: string) {
  if (view === 'month') return monthName.format(new Date(`${day.slice(0, 7)}-01T00:00:00Z`));
  if (view === 'day') return longDay(day);
  const [first = day, last = day] = [days[0], days.at(-1)];
  return `${dateLabel(first, today)} to ${dateLabel(last, today)}`;
}

const LOCALE = navigator.language.startsWith('en') ? navigator.language : 'en-GB';
const monthName = new Intl.DateTimeFormat(LOCALE, {
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

function daysFrom(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => addDays(first, index));
}

function startOfWeek(day: string, weekStart: string): string {
  return nextWeekday(addDays(day, -7), WEEKDAYS.indexOf(weekStart));
}
