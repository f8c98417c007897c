const DAY_MS = 86_400_000;
/** English, in the variety that the browser prefers. */
export const LOCALE = navigator.language.startsWith('en') ? navigator.language : 'en-GB';

const weekday = new Intl.DateTimeFormat(LOCALE, { weekday: 'short', timeZone: 'UTC' });
const longWeekday = new Intl.DateTimeFormat(LOCALE, { weekday: 'long', timeZone: 'UTC' });
const short = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const shortOtherYear = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const long = new Intl.DateTimeFormat(LOCALE, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
});
const longOtherYear = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'long', timeZone: 'UTC' });
const month = new Intl.DateTimeFormat(LOCALE, { month: 'long', year: 'numeric', timeZone: 'UTC' });
const full = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'full', timeZone: 'UTC' });

/** A day such as 2026-12-24, the same in every zone. */
export type IsoDay = string;

/** The day `count` days later. */
export function addDays(day: IsoDay, count: number): IsoDay {
  return isoOf(new Date(timeOf(day) + count * DAY_MS));
}

export function daysBetween(from: IsoDay, to: IsoDay): number {
  return Math.round((timeOf(to) - timeOf(from)) / DAY_MS);
}

/** The day in short, relative to today: today, tomorrow, Fri, 24 Dec. */
export function dayLabel(day: IsoDay, today: IsoDay): string {
  const ahead = daysBetween(today, day);
  if (ahead === 0) return 'today';
  if (ahead === 1) return 'tomorrow';
  if (ahead === -1) return 'yesterday';
  if (ahead > 1 && ahead < 7) return weekday.format(timeOf(day));
  return dateLabel(day, today);
}

/** The day with its weekday, in short: tomorrow, Tue 24 Nov. */
export function dayWithWeekday(day: IsoDay, today: IsoDay): string {
  const { name, date } = dayHeadings(day, today);
  const ahead = Math.abs(daysBetween(today, day));
  return ahead <= 1 ? `${name.toLowerCase()}, ${date}` : `${weekday.format(timeOf(day))} ${date}`;
}

/** The day with its weekday in short, whenever it is: Fri 4 Dec. */
export function weekdayAndDate(day: IsoDay, today: IsoDay): string {
  return `${weekdayLabel(day)} ${dateLabel(day, today)}`;
}

/** The day as a heading, in two parts: Tomorrow, and Friday 27 November. */
export function dayHeadings(day: IsoDay, today: IsoDay): { name: string; date: string } {
  const ahead = daysBetween(today, day);
  const date = dateLabel(day, today);
  if (ahead === 0) return { name: 'Today', date: `${weekday.format(timeOf(day))} ${date}` };
  if (ahead === 1) return { name: 'Tomorrow', date: `${weekday.format(timeOf(day))} ${date}` };
  if (ahead === -1) return { name: 'Yesterday', date: `${weekday.format(timeOf(day))} ${date}` };
  return { name: longWeekday.format(timeOf(day)), date };
}

/** The day with its weekday: Friday 27 November. */
export function longDay(day: IsoDay): string {
  return long.format(timeOf(day));
}

/** The same, without the weekday if it is in another year. */
export function longDate(day: IsoDay, today: IsoDay): string {
  return (isSameYear(day, today) ? long : longOtherYear).format(timeOf(day));
}

/** The date in short: 24 Dec. */
export function dateLabel(day: IsoDay, today: IsoDay): string {
  return (isSameYear(day, today) ? short : shortOtherYear).format(timeOf(day));
}

export function longWeekdayLabel(day: IsoDay): string {
  return longWeekday.format(timeOf(day));
}

/** The month of a day: November 2026. */
export function monthLabel(day: IsoDay): string {
  return month.format(timeOf(day));
}

export function weekdayLabel(day: IsoDay): string {
  return weekday.format(timeOf(day));
}

export function fullDay(day: IsoDay): string {
  return full.format(timeOf(day));
}

/** The next such weekday after a day; 1 is Monday. */
export function nextWeekday(day: IsoDay, wanted: number): IsoDay {
  const present = new Date(timeOf(day)).getUTCDay();
  return addDays(day, ((wanted - present + 6) % 7) + 1);
}

function isSameYear(one: IsoDay, other: IsoDay): boolean {
  return one.slice(0, 4) === other.slice(0, 4);
}

function timeOf(day: IsoDay): number {
  return Date.parse(`${day.slice(0, 10)}T00:00:00Z`);
}

function isoOf(date: Date): IsoDay {
  return date.toISOString().slice(0, 10);
}
