import type { InfiniteData } from '@tanstack/react-query';
import type { Task, TaskStatus } from '../api/types';

/** One page of a list as it is cached; `next` names the task after which the next page begins. */
export interface ListPage {
  tasks: ListedTask[];
  total: number;
  next: number | null;
}

/** A task in a list; `key` is that of the change which made it here. */
export type ListedTask = Task & { key?: string };

export type ListData = InfiniteData<ListPage, number | null>;

/** Whether a list of this status shows the task. */
export function matches(task: Task, status: TaskStatus): boolean {
  return status === 'all' || (status === 'done') === (task.completed_at !== null);
}

/** The list with the task as it is now: in its place, or gone when it does not belong there. */
export function placeTask(data: ListData, task: ListedTask, status: TaskStatus): ListData {
  const without = removeTask(data, task.id);
  return matches(task, status) ? insertTask(without, task) : without;
}

/** The list without the task. */
export function removeTask(data: ListData, id: number): ListData {
  if (!data.pages.some((page) => page.tasks.some((task) => task.id === id))) return data;
  const pages = data.pages.map((page) => ({
    ...page,
    tasks: page.tasks.filter((task) => task.id !== id),
  }));
  return withTotal({ ...data, pages }, -1);
}

function insertTask(data: ListData, task: ListedTask): ListData {
  const target = data.pages.find(({ next }) => next === null || task.id >= next);
  const pages = data.pages.map((page) =>
    page === target ? { ...page, tasks: newestFirst([...page.tasks, task]) } : page,
  );
  return withTotal({ ...data, pages }, 1);
}

/** Newest first, as the server lists them. */
export function newestFirst<T extends Task>(tasks: T[]): T[] {
  return tasks.toSorted((a, b) => b.id - a.id);
}

function withTotal(data: ListData, difference: number): ListData {
  const pages = data.pages.map((page) => ({ ...page, total: page.total + difference }));
  return { ...data, pages };
}
