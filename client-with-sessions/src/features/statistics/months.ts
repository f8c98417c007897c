import type { DayStatistics } from '../../api/types';

export interface MonthStatistics {
  first: string;
  last: string;
  done: number;
  dropped: number;
  seconds: number;
}

/** Days added up by month. */
export function byMonth(days: DayStatistics[]): MonthStatistics[] {
  const months: MonthStatistics[] = [];
  for (const { date, done, dropped, seconds } of days) {
    const month = months.at(-1);
    if (month?.first.slice(0, 7) === date.slice(0, 7)) {
      month.last = date;
      month.done += done;
      month.dropped += dropped;
      month.seconds += seconds;
    } else {
      months.push({ first: date, last: date, done, dropped, seconds });
    }
  }
  return months;
}

/** The seconds of each day of the week, Monday first. */
export function secondsByWeekday(days: DayStatistics[]): number[] {
  const sums = [0, 0, 0, 0, 0, 0, 0];
  for (const { date, seconds } of days) {
    const weekday = mondayFirst(date);
    sums[weekday] = (sums[weekday] ?? 0) + seconds;
  }
  return sums;
}

/** The days since Monday. */
export function mondayFirst(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}
