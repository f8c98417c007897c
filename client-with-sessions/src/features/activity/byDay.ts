import type { ChangeGroup } from '../../api/types';
import { dayHeading } from '../../format/dates';

/** The groups of one day. */
export interface Day {
  heading: string;
  groups: ChangeGroup[];
}

/** The groups by day, in their order. */
export function byDay(groups: ChangeGroup[], now: Date): Day[] {
  const days: Day[] = [];
  for (const group of groups) {
    const heading = dayHeading(new Date(group.at), now);
    const last = days.at(-1);
    if (last?.heading === heading) last.groups.push(group);
    else days.push({ heading, groups: [group] });
  }
  return days;
}
