import type { TaskFields } from '../api/types';
import { dayInWords, shortDate } from '../format/dates';

const PRIORITIES = { none: 'no', low: 'low', medium: 'medium', high: 'high' } as const;

/** The fields of tasks that were changed, and the tags that were put on or taken off. */
type Changed = TaskFields & { add_tags?: string[]; remove_tags?: string[] };

/** What a patch of one field or several does to tasks, in words: Completed 3 tasks. */
export function patchInWords(patch: Changed, what: string): string {
  const [only, ...others] = partsOf(patch, what);
  if (patch.due === null && patch.recurrence === null) {
    return `Took the due date off ${what}, which repeats no more`;
  }
  return only === undefined || others.length > 0 ? `Changed ${what}` : only;
}

function partsOf(patch: Changed, what: string): string[] {
  const parts: string[] = [];
  const add = (isThere: boolean, words: () => string) => isThere && parts.push(words());
  const { status, completed_at, priority, due, planned, start, estimate } = patch;
  if (status === 'done') parts.push(`Completed ${what}`);
  else if (status === 'dropped') parts.push(`Dropped ${what}`);
  else if (status === 'open' || completed_at === null) parts.push(`Reopened ${what}`);
  else add(completed_at !== undefined, () => `Changed when ${what} was done`);
  add(priority !== undefined, () => `Gave ${what} ${PRIORITIES[priority ?? 'none']} priority`);
  add(due !== undefined, () => dated(due, `Took the due date off ${what}`, `Made ${what} due`));
  add(planned !== undefined, () => dated(planned, `Unplanned ${what}`, `Planned ${what} for`));
  add(start !== undefined, () => dated(start, `Unhid ${what}`, `Hid ${what} until`));
  add(estimate !== undefined, () => `Changed the estimate of ${what}`);
  add(patch.recurrence !== undefined, () =>
    patch.recurrence ? `Had ${what} repeat` : `Stopped the repeats of ${what}`,
  );
  add(patch.project_id !== undefined, () =>
    patch.project_id === null ? `Took ${what} out of its project` : `Moved ${what} to a project`,
  );
  add(patch.parent_id !== undefined, () =>
    patch.parent_id === null ? `Took ${what} out of its task` : `Made ${what} part of a task`,
  );
  add(Boolean(patch.add_tags?.length), () => `Tagged ${what} ${hashed(patch.add_tags)}`);
  add(Boolean(patch.remove_tags?.length), () => `Took ${hashed(patch.remove_tags)} off ${what}`);
  add(patch.tags !== undefined, () => `Changed the tags of ${what}`);
  add(parts.length === 0 && patch.position !== undefined, () => `Moved ${what}`);
  return parts;
}

function dated(value: string | null | undefined, cleared: string, set: string): string {
  return value == null ? cleared : `${set} ${dateInWords(value)}`;
}

function hashed(tags: string[] = []): string {
  return tags.map((tag) => `#${tag}`).join(' ');
}

/** A day, or a local time, as it is written in a task. */
export function dateInWords(value: string, now = new Date()): string {
  const date = new Date(`${value.slice(0, 10)}T00:00`);
  const clock = /T(\d\d:\d\d)/.exec(value)?.[1];
  const ahead = Math.round((date.getTime() - startOfDay(now)) / 86_400_000);
  const day = ahead === 1 ? 'tomorrow' : ahead > 1 ? shortDate(date, now) : dayInWords(date, now);
  return clock === undefined ? day : `${day} ${clock}`;
}

function startOfDay(now: Date): number {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
}
