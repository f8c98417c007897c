const DAY_MS = 86_400_000;

/** The locale of the sentences on the page: English, as the reader's browser spells it. */
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
const time = new Intl.DateTimeFormat(LOCALE, { timeStyle: 'short' });
const full = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'full', timeStyle: 'short' });

/** The day in few words: today, yesterday, Tue, 3 Nov. */
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

/** The day in few words, also one that is still to come. */
export function shortDate(date: Date, now: Date): string {
  return (date.getFullYear() === now.getFullYear() ? thisYear : otherYear).format(date);
}

/** The time of the day. */
export function timeOfDay(date: Date): string {
  return time.format(date);
}

/** The day and the time in full. */
export function fullDate(date: Date): string {
  return full.format(date);
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
