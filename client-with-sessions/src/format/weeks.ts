import { addDays, type IsoDay } from './days';

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const THURSDAY = 4;

/** The week of a day as its review is called: that of ISO 8601 which has the Thursday of the account's week. */
export function weekOf(day: IsoDay, weekStart: string): string {
  const first = WEEKDAYS.indexOf(weekStart);
  const since = (weekdayOf(day) - first + 7) % 7;
  const thursday = addDays(day, ((THURSDAY - first + 7) % 7) - since);
  const year = thursday.slice(0, 4);
  const days =
    (Date.parse(`${thursday}T00:00:00Z`) - Date.parse(`${year}-01-01T00:00:00Z`)) / 86_400_000;
  return `${year}-W${String(Math.floor(days / 7) + 1).padStart(2, '0')}`;
}

function weekdayOf(day: IsoDay): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}
