import type { Settings } from '../../../api/types';
import { clockTime } from '../../../format/amounts';
import { dayLabel } from '../../../format/days';

/** The time of day of a due, if it has one. */
export function timeOfDue(due: string): string | undefined {
  return /T(\d\d:\d\d)/.exec(due)?.[1];
}

/** The zone of a due date with a time. */
export function zoneOfDue(due: string): string | undefined {
  return /\[(.+)\]$/.exec(due)?.[1];
}

/** A due in short, relative to today: tomorrow 09:00. */
export function dueInWords(due: string, today: string, clock: Settings['clock']): string {
  const time = timeOfDue(due);
  const day = dayLabel(due.slice(0, 10), today);
  return time === undefined ? day : `${day} ${clockTime(time, clock)}`;
}

/** Where a due was written: 09:00 in New York. */
export function elsewhereInWords(
  { time, zone }: { time: string; zone: string },
  clock: Settings['clock'],
): string {
  const place = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
  return `${clockTime(time, clock)} in ${place}`;
}

export function isOverdue(due: string, today: string): boolean {
  return due.slice(0, 10) < today;
}
