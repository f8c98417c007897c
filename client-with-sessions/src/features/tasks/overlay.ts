import type { Task, TaskStatus } from '../../api/types';
import type { Outlook, TaskChange } from '../../changes/changes';
import { type ListData, type ListedTask, matches, newestFirst } from '../../changes/listData';

/** A task that was typed and is on its way. */
export interface Draft {
  key: string;
  title: string;
}

/** What a list shows: what the server said, with every unanswered change on top. */
export interface TaskView {
  drafts: Draft[];
  tasks: ListedTask[];
  total: number;
  /** The tasks with an unanswered change. */
  unsaved: Set<number>;
}

/**
 * Lays the unanswered changes over what the server said. Nothing is ever written into the cache
 * before the server has agreed, so a refusal needs no undoing: the change is simply gone.
 */
export function overlay(data: ListData, pending: TaskChange[], status: TaskStatus): TaskView {
  const loaded = data.pages.flatMap((page) => page.tasks);
  const end = data.pages.at(-1)?.next ?? null;
  const tasks = new Map(loaded.map((task) => [task.id, task]));
  const drafts = new Map<string, Draft>();
  const unsaved: TaskView['unsaved'] = new Set();
  const arrived = new Set(loaded.map((task) => task.key));

  const show = (task: Task) => {
    if (matches(task, status) && isInReach(task, end)) tasks.set(task.id, task);
    else tasks.delete(task.id);
    unsaved.add(task.id);
  };
  const hide = ({ id, key }: { id?: number; key?: string }) => {
    for (const task of tasks.values()) {
      if (task.id === id || (key !== undefined && task.key === key)) tasks.delete(task.id);
    }
    if (key !== undefined) drafts.delete(key);
  };
  const turnTo = (outlook: Outlook) => {
    if ('gone' in outlook) hide(outlook.gone);
    else show({ ...(tasks.get(outlook.task.id) ?? outlook.task), ...outlook.patch });
  };

  for (const change of pending) {
    switch (change.kind) {
      case 'create':
        if (!arrived.has(change.key)) drafts.set(change.key, change);
        break;
      case 'update':
        turnTo(change);
        break;
      case 'delete':
        hide(change.task);
        break;
      case 'restore':
        turnTo(change);
        break;
      case 'undo':
        if (change.shows) turnTo(change.shows);
        break;
    }
  }

  const shown = newestFirst([...tasks.values()]);
  const typed = status === 'done' ? [] : [...drafts.values()].toReversed();
  const total = (data.pages[0]?.total ?? 0) + shown.length - loaded.length + typed.length;
  return { drafts: typed, tasks: shown, total, unsaved };
}

function isInReach(task: Task, end: number | null): boolean {
  return end === null || task.id >= end;
}
