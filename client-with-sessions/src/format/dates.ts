import { type Clock, clockTime } from './amounts';

const DAY_MS = 86_400_000;

/** English, in the variety that the browser prefers. */
const LOCALE = navigator.language.startsWith('en') ? navigator.language : 'en-GB';

const weekday = new Intl.DateTimeFormat(LOCALE, { weekday: 'short' });
const thisYear = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short' });
const otherYear = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});
const longThisYear = new Intl.DateTimeFormat(LOCALE, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
});
const longOtherYear = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'long' });
const full = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'full' });

const { hour12 } = new Intl.DateTimeFormat(LOCALE, { timeStyle: 'short' }).resolvedOptions();
const BROWSER_CLOCK: Clock = hour12 ? '12h' : '24h';

/** The day in short: today, yesterday, Tue, 3 Nov. */
export function dayInWords(date: Date, now: Date): string {
  const age = Math.round((startOfDay(now) - startOfDay(date)) / DAY_MS);
  if (age === 0) return 'today';
  if (age === 1) return 'yesterday';
  if (age > 1 && age < 7) return weekday.format(date);
  return (date.getFullYear() === now.getFullYear() ? thisYear : otherYear).format(date);
}

/** The day as a heading: Today, Yesterday, Tuesday 3 November. */
export function dayHeading(date: Date, now: Date): string {
  const age = Math.round((startOfDay(now) - startOfDay(date)) / DAY_MS);
  if (age === 0) return 'Today';
  if (age === 1) return 'Yesterday';
  return (date.getFullYear() === now.getFullYear() ? longThisYear : longOtherYear).format(date);
}

/** The day in short, also if it is in the future. */
export function shortDate(date: Date, now: Date): string {
  return (date.getFullYear() === now.getFullYear() ? thisYear : otherYear).format(date);
}

/** A day or a local time, in the format of a task. */
export function dateInWords(value: string, now = new Date()): string {
  const date = new Date(`${value.slice(0, 10)}T00:00`);
  const clock = /T(\d\d:\d\d)/.exec(value)?.[1];
  const ahead = Math.round((date.getTime() - startOfDay(now)) / DAY_MS);
  const day = ahead === 1 ? 'tomorrow' : ahead > 1 ? shortDate(date, now) : dayInWords(date, now);
  return clock === undefined ? day : `${day} ${clock}`;
}

export function timeOfDay(date: Date, clock: Clock): string {
  return clockTime(`${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`, clock);
}

/** The day and the time in full, with the clock of the browser unless another is given. */
export function fullDate(date: Date, clock: Clock = BROWSER_CLOCK): string {
  return `${full.format(date)}, ${timeOfDay(date, clock)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
