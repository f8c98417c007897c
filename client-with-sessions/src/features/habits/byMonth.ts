import type { HabitYear } from '../../api/types';

interface Month {
  /** 2026-11 */
  month: string;
  done: number;
  /** Not done, or not all of it. */
  missed: number;
  /** Skipped or paused. */
  rest: number;
  /** The strength at its end. */
  strength: number | undefined;
}

/** Counts the days of a year by month, the latest first. Months before the habit began are left out. */
export function byMonth(days: HabitYear['days']): Month[] {
  const months: Month[] = [];
  for (const { day, mark, strength } of days) {
    if (mark === 'outside') continue;
    const month = day.slice(0, 7);
    let last = months.at(-1);
    if (last?.month !== month) {
      last = { month, done: 0, missed: 0, rest: 0, strength: undefined };
      months.push(last);
    }
    if (mark === 'done') last.done += 1;
    if (mark === 'missed' || mark === 'partly') last.missed += 1;
    if (mark === 'skipped' || mark === 'paused') last.rest += 1;
    last.strength = strength ?? last.strength;
  }
  return months.toReversed();
}
