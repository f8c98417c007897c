import type { SheetPart, TimedTask, TimeEntry, TimeSheet } from '../../../api/types';

/** A gap between entries that is worth a question, in milliseconds. */
const LEAST_GAP_MS = 5 * 60_000;

/** The part of an entry on a day, with what it is for. */
export interface ShownPart extends SheetPart {
  entry: TimeEntry;
  task: TimedTask | undefined;
}

/** Time between two entries of a day in which nothing was noted. */
export interface Gap {
  from: string;
  to: string;
}

export type DayItem = { part: ShownPart } | { gap: Gap };

/** The parts of a day in order of time, and the gaps between them. */
export function itemsOf(sheet: TimeSheet, date: string): DayItem[] {
  const entries = new Map(sheet.entries.map((entry) => [entry.id, entry]));
  const tasks = new Map(sheet.tasks.map((task) => [task.id, task]));
  const day = sheet.days.find((one) => one.date === date);
  const items: DayItem[] = [];
  let last: string | null | undefined;
  for (const part of day?.parts ?? []) {
    const entry = entries.get(part.entry_id);
    if (!entry) continue;
    if (last && part.started_at && isGap(last, part.started_at)) {
      items.push({ gap: { from: last, to: part.started_at } });
    }
    items.push({ part: { ...part, entry, task: tasks.get(entry.task_id ?? 0) } });
    last = part.started_at === null ? undefined : part.ended_at;
  }
  return items;
}

function isGap(from: string, to: string): boolean {
  return Date.parse(to) - Date.parse(from) >= LEAST_GAP_MS;
}
