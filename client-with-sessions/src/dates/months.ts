import { addDays, daysBetween, type IsoDay, nextWeekday } from '../format/days';

/** The same day of another month, or the last one of a shorter month. */
export function addMonths(day: IsoDay, count: number): IsoDay {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  const moved = new Date(Date.UTC(year, month - 1 + count, Math.min(date, last)));
  return moved.toISOString().slice(0, 10);
}

/** The weeks that show a month; a week begins on that weekday, of which 1 is Monday. */
export function weeksOf(day: IsoDay, weekStart: number): IsoDay[][] {
  const first = `${day.slice(0, 7)}-01`;
  const next = addMonths(first, 1);
  const start = weekBegin(first, weekStart);
  const count = Math.ceil(daysBetween(start, next) / 7);
  return Array.from({ length: count }, (_, week) =>
    Array.from({ length: 7 }, (_, index) => addDays(start, week * 7 + index)),
  );
}

/** The day to which a key leads in a month; undefined if it leads nowhere. */
export function dayAfterKey(
  key: string,
  isShift: boolean,
  day: IsoDay,
  weekStart: number,
): IsoDay | undefined {
  const begin = weekBegin(day, weekStart);
  const months = isShift ? 12 : 1;
  switch (key) {
    case 'ArrowLeft':
      return addDays(day, -1);
    case 'ArrowRight':
      return addDays(day, 1);
    case 'ArrowUp':
      return addDays(day, -7);
    case 'ArrowDown':
      return addDays(day, 7);
    case 'Home':
      return begin;
    case 'End':
      return addDays(begin, 6);
    case 'PageUp':
      return addMonths(day, -months);
    case 'PageDown':
      return addMonths(day, months);
    default:
      return undefined;
  }
}

/** The first day of the week of a day. */
export function weekBegin(day: IsoDay, weekStart: number): IsoDay {
  return addDays(nextWeekday(day, weekStart), -7);
}
