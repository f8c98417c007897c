import type { ReactNode } from 'react';
import type { AgendaParts, Coming, Task } from '../../../api/types';
import { inOrderOf, inOrderOfDays, type LocalOf, ownDay } from '../../../data/lists/dayOrder';
import type { ListedTask } from '../../../data/lists/listData';
import { agendaDay } from '../../../data/lists/lists';
import { groupBy } from '../../../ui/groupBy';
import type { Draft, TaskView } from './overlay';

/** A part of a list with a heading of its own. */
export interface Section {
  id: string;
  name: string;
  date?: string;
  /** Its heading is for screen readers alone. */
  isPlain?: boolean;
  /** Shown above its heading, where another part of the page begins. */
  above?: ReactNode;
  /** Shown beside the name: how much there is to do. */
  aside?: ReactNode;
  /** Instead of the name as a heading; null is none. */
  heading?: ((id: string) => ReactNode) | null;
  /** Shown below its rows. */
  foot?: ReactNode;
  tasks: ListedTask[];
  drafts: Draft[];
  /** Whether its rows are in the manual order, so that others can be put between them. */
  isOrdered?: true;
  /** What will come back on its day. */
  coming?: Coming[];
  /** The day whose order by hand its tasks are in. */
  day?: string;
  /** Called with the tasks that are dropped on the section. */
  onDrop?: ((ids: readonly number[]) => void) | undefined;
}

/** A day of the agenda and its tasks. */
export interface AgendaDay {
  date: string;
  capacity: number;
  /** On today, what is left from earlier days. */
  left: ListedTask[];
  tasks: ListedTask[];
  drafts: Draft[];
  /** What will come back on it. */
  coming: Coming[];
  /** What their subtasks mean for the load of its tasks. */
  parts?: AgendaParts[] | undefined;
  /** Whether it may have more tasks, which are on their way. */
  isPartial: boolean;
}

/** The tasks of an agenda by day, each in the order of its day. */
export function byAgendaDay(
  { agenda, tasks, drafts }: TaskView,
  localOf: LocalOf = (due) => due,
): AgendaDay[] {
  if (!agenda) return [];
  const { today, isPartial } = agenda;
  const tasksOn = groupBy(tasks, (task) => shownOn(task, today, localOf));
  const draftsOn = groupBy(drafts, ({ task }) => agendaDay(task, today) ?? '');
  return agenda.days.map(({ date, capacity, coming, parts }) => {
    const all = tasksOn.get(date) ?? [];
    const isLeft = (task: Task) => date === today && (ownDay(task, localOf) ?? date) < date;
    return {
      date,
      capacity,
      left: all.filter(isLeft).toSorted(inOrderOfDays(localOf)),
      tasks: all.filter((task) => !isLeft(task)).toSorted(inOrderOf(date, localOf)),
      drafts: draftsOn.get(date) ?? [],
      coming,
      parts,
      isPartial,
    };
  });
}

/** What an agenda has after its days, by day. */
export function laterDays(
  { agenda, tasks }: TaskView,
  localOf: LocalOf,
): { date: string; tasks: ListedTask[] }[] {
  const last = agenda?.days.at(-1)?.date;
  if (!agenda || last === undefined) return [];
  const later = tasks.filter((task) => shownOn(task, agenda.today, localOf) > last);
  const byDay = groupBy(later.toSorted(inOrderOfDays(localOf)), (task) =>
    shownOn(task, agenda.today, localOf),
  );
  return [...byDay].map(([date, ofDay]) => ({ date, tasks: ofDay }));
}

/** The day under which an agenda shows a task. */
function shownOn(task: ListedTask, today: string, localOf: LocalOf): string {
  const due = task.due && localOf(task.due);
  return task.day ?? agendaDay({ planned: task.planned, due }, today) ?? '';
}

type Estimated = Pick<Task, 'id' | 'parent_id' | 'estimate' | 'completed_at'>;

/**
 * The sum of the estimates of a day, with what comes back on it, and how many tasks have none. Of a task with subtasks, only
 * what they leave of its estimate counts, and those of them that are on no day.
 */
export function loadOf(day: AgendaDay | undefined): { minutes: number; unestimated: number } {
  if (!day) return { minutes: 0, unestimated: 0 };
  const drafts = day.drafts.map(({ task }) => task);
  const partsOf = new Map(day.parts?.map((parts) => [parts.task_id, parts]));
  const all = [...day.left, ...day.tasks, ...drafts];
  const { minutes, unestimated } = estimateOf(all.filter(({ id }) => !partsOf.has(id)));
  const withParts = all.filter((task) => task.completed_at === null && partsOf.has(task.id));
  const loads = withParts.map(({ id, estimate }) => loadWith(estimate, partsOf.get(id)));
  const again = day.coming.map((one) => ({ ...one, id: one.task_id, completed_at: null }));
  const sum = (numbers: number[]) => numbers.reduce((one, other) => one + other, 0);
  return {
    minutes: minutes + sum(loads.map((load) => load.minutes)) + estimateOf(again).minutes,
    unestimated: unestimated + sum(loads.map((load) => load.unestimated)),
  };
}

/** What a task with subtasks adds to its day. The rest of its estimate is for those that have none. */
function loadWith(estimate: number | null, parts: AgendaParts | undefined) {
  const rest = Math.max(0, (estimate ?? 0) - (parts?.covered ?? 0));
  return {
    minutes: rest + (parts?.along ?? 0),
    unestimated: rest > 0 ? 0 : (parts?.unestimated ?? 0),
  };
}

/**
 * The sum of the estimates, and how many tasks have none. A task and its subtasks take the greater of its own estimate and
 * theirs.
 */
export function estimateOf(tasks: Estimated[]): { minutes: number; unestimated: number } {
  const open = tasks.filter(({ completed_at }) => completed_at === null);
  const ids = new Set(open.map(({ id }) => id));
  const parentOf = ({ parent_id: parent }: Estimated) =>
    parent !== null && ids.has(parent) ? parent : undefined;
  return sumBelow(undefined, groupBy(open, parentOf));
}

function sumBelow(
  parent: number | undefined,
  parts: Map<number | undefined, Estimated[]>,
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
