import { dayOf, localTime } from './accountTime';
import { type Clock, clockTime } from './amounts';
import {
  dateLabel,
  daysBetween,
  fullDay,
  LOCALE,
  longDate,
  weekdayAndDate,
  weekdayLabel,
} from './days';

const { hour12 } = new Intl.DateTimeFormat(LOCALE, { timeStyle: 'short' }).resolvedOptions();
const BROWSER_CLOCK: Clock = hour12 ? '12h' : '24h';

/** The day of an instant in short: today, yesterday, Tue, 3 Nov. */
export function dayInWords(date: Date, now: Date): string {
  return pastDay(dayOf(date), dayOf(now));
}

/** The day of an instant as a heading: Today, Yesterday, Tuesday 3 November. */
export function dayHeading(date: Date, now: Date): string {
  const day = dayOf(date);
  const age = daysBetween(day, dayOf(now));
  if (age === 0) return 'Today';
  if (age === 1) return 'Yesterday';
  return longDate(day, dayOf(now));
}

/** The day of an instant in short, also if it is in the future. */
export function shortDate(date: Date, now: Date): string {
  return dateLabel(dayOf(date), dayOf(now));
}

/** A day or a local time, in the format of a task. */
export function dateInWords(value: string, now = new Date()): string {
  const day = value.slice(0, 10);
  const today = dayOf(now);
  const clock = /T(\d\d:\d\d)/.exec(value)?.[1];
  const ahead = daysBetween(today, day);
  const words = ahead === 1 ? 'tomorrow' : ahead > 1 ? dateLabel(day, today) : pastDay(day, today);
  return clock === undefined ? words : `${words} ${clock}`;
}

/** A day or a local time, whenever it is: Fri 4 Dec, 09:00. */
export function dateAndTime(value: string, today: string, clock: Clock): string {
  const day = weekdayAndDate(value.slice(0, 10), today);
  return value.length > 10 ? `${day}, ${clockTime(value.slice(11, 16), clock)}` : day;
}

export function timeOfDay(date: Date, clock: Clock = BROWSER_CLOCK): string {
  return clockTime(localTime(date).slice(11, 16), clock);
}

/** The day and the time in full, with the clock of the browser unless another is given. */
export function fullDate(date: Date, clock: Clock = BROWSER_CLOCK): string {
  return `${fullDay(localTime(date).slice(0, 10))}, ${timeOfDay(date, clock)}`;
}

function pastDay(day: string, today: string): string {
  const age = daysBetween(day, today);
  if (age === 0) return 'today';
  if (age === 1) return 'yesterday';
  return age > 1 && age < 7 ? weekdayLabel(day) : dateLabel(day, today);
}
