import type { ReactNode } from 'react';
import type { Task } from '../../../api/types';
import type { ListedTask } from '../../../data/lists/listData';
import { agendaDay, isClosed } from '../../../data/lists/lists';
import { plannedTime } from '../../../data/lists/planned';
import { groupBy } from '../../../ui/groupBy';
import type { Draft, TaskView } from './overlay';

/** A part of a list with a heading of its own. */
export interface Section {
  id: string;
  name: string;
  date?: string;
  /** Shown beside the name: how much there is to do. */
  aside?: ReactNode;
  /** Instead of the name as a heading; null is none. */
  heading?: ((id: string) => ReactNode) | null;
  /** Shown below its rows. */
  foot?: ReactNode;
  tasks: ListedTask[];
  drafts: Draft[];
  /** Called with the tasks that are dropped on the section. */
  onDrop?: ((ids: readonly number[]) => void) | undefined;
}

/** A day of the agenda and its tasks. */
export interface AgendaDay {
  date: string;
  capacity: number;
  tasks: ListedTask[];
  drafts: Draft[];
}

/** The tasks of an agenda by day, each in the order of its day. `localOf` tells a due by the account's clock. */
export function byAgendaDay(
  { agenda, tasks, drafts }: TaskView,
  localOf: (due: string) => string = (due) => due,
): AgendaDay[] {
  if (!agenda) return [];
  const { today } = agenda;
  const on = <T>(items: T[], dayOf: (item: T) => string | undefined) =>
    groupBy(items, (item) => dayOf(item) ?? '');
  const tasksOn = on(tasks, (task) => task.day ?? agendaDay(task, today));
  const draftsOn = on(drafts, ({ task }) => agendaDay(task, today));
  return agenda.days.map(({ date, capacity }) => {
    const placed = tasksOn.get(date) ?? [];
    // Today is ordered by urgency, which only the server knows.
    const ordered = date === today ? placed : placed.toSorted(byTimeOn(date, localOf));
    return { date, capacity, tasks: ordered, drafts: draftsOn.get(date) ?? [] };
  });
}

/**
 * The sum of the estimates, and how many tasks have none. A task and its subtasks take the greater of its own estimate and
 * theirs.
 */
export function estimateOf(tasks: Task[]): { minutes: number; unestimated: number } {
  const open = tasks.filter((task) => !isClosed(task));
  const ids = new Set(open.map(({ id }) => id));
  const parentOf = ({ parent_id: parent }: Task) =>
    parent !== null && ids.has(parent) ? parent : undefined;
  return sumBelow(undefined, groupBy(open, parentOf));
}

function sumBelow(
  parent: number | undefined,
  parts: Map<number | undefined, Task[]>,
): ReturnType<typeof estimateOf> {
  let [minutes, unestimated] = [0, 0];
  for (const { id, estimate } of parts.get(parent) ?? []) {
    const below = sumBelow(id, parts);
    minutes += Math.max(estimate ?? 0, below.minutes);
    const isUnknown = estimate === null && below.minutes === 0 && below.unestimated === 0;
    unestimated += below.unestimated + Number(isUnknown);
  }
  return { minutes, unestimated };
}

/** What is planned or due at a time of the day comes first, in order of time; the rest is in the manual order. */
function byTimeOn(
  date: string,
  localOf: (due: string) => string,
): (one: Task, other: Task) => number {
  const timeOf = ({ planned, due }: Task) => {
    const local = plannedTime({ planned }) ? planned : due && localOf(due);
    return local?.startsWith(`${date}T`) ? local.slice(11, 16) : '~';
  };
  return (one, other) =>
    compare(timeOf(one), timeOf(other)) || compare(one.position, other.position);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
