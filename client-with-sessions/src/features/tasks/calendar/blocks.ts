import type { Coming, Task } from '../../../api/types';
import { draftTask } from '../../../data/lists/draftTask';
import { plannedDay, plannedTime } from '../../../data/lists/planned';

/** How long a task without an estimate is shown, in minutes. */
export const USUAL = 30;
/** The shortest block that can be read and grabbed, in minutes. */
const SHORTEST = 15;
export const DAY = 24 * 60;

/** A task as the calendar shows it. */
export interface ShownTask extends Task {
  /** It is no task yet, but a date that this one will come back on. */
  comesBack?: true;
}

/** A date that a task will come back on, as the task that it will be then. */
export function comingTask({ task_id: id, ...rest }: Coming): ShownTask {
  return { ...draftTask(rest), id, comesBack: true };
}

/** A task at a time of a day. Minutes are counted from midnight. */
export interface Block {
  task: ShownTask;
  from: number;
  /** The end by its estimate, within the day. */
  to: number;
  /** It is not planned but due at this time. */
  isDue: boolean;
  /** Of the tasks that overlap, it is in this one of so many columns. */
  column: number;
  columns: number;
  /** The titles of the tasks it overlaps. */
  overlaps: string[];
}

/** The tasks of a day: those at a time, and those at any. */
export interface DayPlan {
  blocks: Block[];
  anytime: ShownTask[];
}

/** Where the tasks of a day stand. `localOf` tells a due by the account's clock. */
export function planOf(tasks: ShownTask[], day: string, localOf: (due: string) => string): DayPlan {
  const placed = tasks.map((task) => ({ task, at: timeOn(task, day, localOf) }));
  const timed = placed.flatMap(({ task, at }) => (at ? [{ task, ...at }] : []));
  return {
    blocks: inColumns(timed.toSorted((one, other) => one.from - other.from || other.to - one.to)),
    anytime: placed.filter(({ at }) => at === undefined).map(({ task }) => task),
  };
}

type Timed = Pick<Block, 'task' | 'from' | 'to' | 'isDue'>;

function timeOn(task: Task, day: string, localOf: (due: string) => string) {
  const length = Math.max(task.estimate ?? USUAL, SHORTEST);
  const block = (time: string, isDue: boolean) => {
    const from = minutesOf(time);
    return { from, to: Math.min(from + length, DAY), isDue };
  };
  const time = plannedTime(task);
  if (time !== undefined) return plannedDay(task) === day ? block(time, false) : undefined;
  const due = task.due === null ? '' : localOf(task.due);
  const isPlanned = task.planned !== null;
  return !isPlanned && due.startsWith(`${day}T`) ? block(due.slice(11, 16), true) : undefined;
}

/** Puts what overlaps side by side, as few columns as possible. */
function inColumns(timed: Timed[]): Block[] {
  const blocks: Block[] = [];
  let group: Block[] = [];
  let end = 0;
  const close = () => {
    const columns = Math.max(0, ...group.map(({ column }) => column)) + 1;
    for (const block of group) {
      block.columns = columns;
      block.overlaps = group.filter((one) => meets(one, block)).map(({ task }) => task.title);
    }
    blocks.push(...group);
    group = [];
  };
  for (const one of timed) {
    if (one.from >= end) close();
    const taken = group.filter(({ to }) => to > one.from).map(({ column }) => column);
    let column = 0;
    while (taken.includes(column)) column += 1;
    group.push({ ...one, column, columns: 1, overlaps: [] });
    end = Math.max(group.length === 1 ? 0 : end, one.to);
  }
  close();
  return blocks;
}

function meets(one: Block, other: Block): boolean {
  return one !== other && one.from < other.to && other.from < one.to;
}

/** Whether a task that is done as planned, for as long as it takes, is done after it is due. */
export function endsPastDue(task: Task, localOf: (due: string) => string): boolean {
  const day = plannedDay(task);
  if (day === undefined || task.due === null) return false;
  const due = localOf(task.due);
  const time = plannedTime(task);
  if (day !== due.slice(0, 10)) return day > due.slice(0, 10);
  if (time === undefined || due.length === 10) return false;
  return minutesOf(time) + (task.estimate ?? 0) > minutesOf(due.slice(11, 16));
}

/** The minutes since midnight of a time such as 14:30. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** A time such as 14:30, of minutes since midnight. */
export function timeOf(minutes: number): string {
  const pad = (number: number) => String(number).padStart(2, '0');
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

/** The nearest quarter of an hour that begins within the day. */
export function toQuarter(minutes: number): number {
  return Math.min(Math.max(Math.round(minutes / 15) * 15, 0), DAY - 15);
}
