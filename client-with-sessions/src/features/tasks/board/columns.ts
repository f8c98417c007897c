import type { Task } from '../../../api/types';
import { isClosed } from '../../../data/lists/lists';
import type { TasksPatch } from '../../../data/lists/patched';
import { plannedDay } from '../../../data/lists/planned';
import { addDays } from '../../../format/days';

export type ColumnId = 'unplanned' | 'planned' | 'today' | 'done';

export const COLUMNS: { id: ColumnId; title: string }[] = [
  { id: 'unplanned', title: 'Not planned' },
  { id: 'planned', title: 'Planned' },
  { id: 'today', title: 'Today' },
  { id: 'done', title: 'Done' },
];

export function isColumn(id: string): id is ColumnId {
  return COLUMNS.some((column) => column.id === id);
}

/** How many days the board shows done tasks. */
const DONE_DAYS = 7;

/** The account's days: today, and the day of an instant. */
export interface Days {
  today: string;
  dayOf: (instant: string) => string;
}

/** The column of a task; none if it was dropped or done long ago. */
export function columnOf(task: Task, { today, dayOf }: Days): ColumnId | undefined {
  if (task.status === 'dropped') return undefined;
  if (task.completed_at !== null) {
    return dayOf(task.completed_at) > addDays(today, -DONE_DAYS) ? 'done' : undefined;
  }
  const day = plannedDay(task);
  if (day === undefined) return 'unplanned';
  return day <= today ? 'today' : 'planned';
}

/** The patch that moves a task into a column. A task planned for a later day keeps it. */
export function patchFor(column: ColumnId, today: string): TasksPatch {
  switch (column) {
    case 'unplanned':
      return { planned: null };
    case 'planned':
      return { planned: addDays(today, 1) };
    case 'today':
      return { planned: today };
    case 'done':
      return { status: 'done' };
  }
}

/** The same for several tasks. Those that leave the done column are reopened. */
export function movePatch(tasks: Task[], to: ColumnId, today: string): TasksPatch {
  const patch = patchFor(to, today);
  const isReopened = to !== 'done' && tasks.some(isClosed);
  return isReopened ? { status: 'open', ...patch } : patch;
}

/** The tasks of each column, in the order in which they came. */
export function byColumn(tasks: Task[], days: Days): Record<ColumnId, Task[]> {
  const columns: Record<ColumnId, Task[]> = { unplanned: [], planned: [], today: [], done: [] };
  for (const task of tasks) {
    const column = columnOf(task, days);
    if (column) columns[column].push(task);
  }
  columns.planned.sort((a, b) => ((a.planned ?? '') < (b.planned ?? '') ? -1 : 1));
  return columns;
}

/** The column beside another. */
export function columnBeside(id: ColumnId, step: 1 | -1): ColumnId | undefined {
  return COLUMNS[COLUMNS.findIndex((column) => column.id === id) + step]?.id;
}
