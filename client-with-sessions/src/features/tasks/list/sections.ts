import type { ReactNode } from 'react';
import type { Task } from '../../../api/types';
import type { ListedTask } from '../../../data/lists/listData';
import { agendaDay, isClosed } from '../../../data/lists/lists';
import { groupBy } from '../../../ui/groupBy';
import type { Draft, TaskView } from './overlay';

/** A part of a list with a heading of its own. */
export interface Section {
  id: string;
  name: string;
  date?: string;
  /** Shown beside the name: how much there is to do. */
  aside?: ReactNode;
  tasks: ListedTask[];
  drafts: Draft[];
  /** Called with the tasks that are dropped on the section. */
  onDrop?: ((ids: number[]) => void) | undefined;
}

/** A day of the agenda and its tasks. */
export interface AgendaDay {
  date: string;
  capacity: number;
  tasks: ListedTask[];
  drafts: Draft[];
}

/** The tasks of an agenda by day, each in the order of its day. */
export function byAgendaDay({ agenda, tasks, drafts }: TaskView): AgendaDay[] {
  if (!agenda) return [];
  const { today } = agenda;
  const on = <T>(items: T[], dayOf: (item: T) => string | undefined) =>
    groupBy(items, (item) => dayOf(item) ?? '');
  const tasksOn = on(tasks, (task) => task.day ?? agendaDay(task, today));
  const draftsOn = on(drafts, ({ task }) => agendaDay(task, today));
  return agenda.days.map(({ date, capacity }) => {
    const placed = tasksOn.get(date) ?? [];
    // Today is ordered by urgency, which only the server knows.
    const ordered = date === today ? placed : placed.toSorted(byPosition);
    return { date, capacity, tasks: ordered, drafts: draftsOn.get(date) ?? [] };
  });
}

/** The sum of the estimates, and how many tasks have none. */
export function estimateOf(tasks: Task[]): { minutes: number; unestimated: number } {
  const open = tasks.filter((task) => !isClosed(task));
  const minutes = open.reduce((sum, { estimate }) => sum + (estimate ?? 0), 0);
  return { minutes, unestimated: open.filter(({ estimate }) => estimate === null).length };
}

function byPosition(one: Task, other: Task): number {
  return one.position < other.position ? -1 : Number(one.position > other.position);
}
