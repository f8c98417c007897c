import type { InfiniteData } from '@tanstack/react-query';
import type { AgendaParts, Coming, Task } from '../../api/types';
import type { Rules } from './lists';

/** One page of a list as it is cached; `next` names where the next page begins. */
export interface ListPage {
  tasks: ListedTask[];
  total: number;
  next: number | null;
  /** The last task as it was fetched: the tasks after it are not loaded. */
  last?: Task | undefined;
  /** The days, in a list by day. */
  agenda?: ListedDays;
}

/** The days of a list, and whether they have more tasks than it shows. */
export interface ListedDays {
  today: string;
  days: { date: string; capacity: number; coming: Coming[]; parts?: AgendaParts[] }[];
  truncated: boolean;
  /** Whether they have more tasks, which are on their way. */
  isPartial: boolean;
}

/** A task in a list. */
export type ListedTask = Task & {
  /** The key of the mutation that created it, if that was done in this tab. */
  idempotencyKey?: string;
  /** The day on which the server shows it, until it is changed here. */
  day?: string;
};

export type ListData = InfiniteData<ListPage, number | null>;

/** The list with the task in its place, or without it if it does not belong there any more. */
export function placeTask(data: ListData, task: ListedTask, rules: Rules): ListData {
  const wasShown = holds(data, task.id);
  if (!rules.shows(task, wasShown)) return removeTask(data, task.id);
  if (rules.order) return insertTask(removeTask(data, task.id), task, rules.order);
  return wasShown ? replaceTask(data, task) : appendTask(data, task);
}

/** The list without the task. */
export function removeTask(data: ListData, id: number): ListData {
  if (!holds(data, id)) return data;
  const pages = data.pages.map((page) => ({
    ...page,
    tasks: page.tasks.filter((task) => task.id !== id),
  }));
  return withTotal({ ...data, pages }, -1);
}

/** Whether the place of the task is on this page or before it. */
export function isInReach(task: Task, page: ListPage, order: NonNullable<Rules['order']>): boolean {
  return page.next === null || (page.last !== undefined && order(task, page.last) <= 0);
}

function holds(data: ListData, id: number): boolean {
  return data.pages.some((page) => page.tasks.some((task) => task.id === id));
}

function insertTask(
  data: ListData,
  task: ListedTask,
  order: NonNullable<Rules['order']>,
): ListData {
  const target = data.pages.find((page) => isInReach(task, page, order));
  const pages = data.pages.map((page) =>
    page === target ? { ...page, tasks: [...page.tasks, task].toSorted(order) } : page,
  );
  return withTotal({ ...data, pages }, 1);
}

function replaceTask(data: ListData, task: ListedTask): ListData {
  const pages = data.pages.map((page) => ({
    ...page,
    tasks: page.tasks.map((other) => (other.id === task.id ? task : other)),
  }));
  return { ...data, pages };
}

function appendTask(data: ListData, task: ListedTask): ListData {
  const last = data.pages.at(-1);
  const pages = data.pages.map((page) =>
    page === last ? { ...page, tasks: [...page.tasks, task] } : page,
  );
  return withTotal({ ...data, pages }, 1);
}

function withTotal(data: ListData, difference: number): ListData {
  const pages = data.pages.map((page) => ({ ...page, total: page.total + difference }));
  return { ...data, pages };
}
