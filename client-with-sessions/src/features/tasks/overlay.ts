import type { Task, TaskStatus } from '../../api/types';
import type { TaskChange } from './changes';
import { type ListData, type ListedTask, matches, newestFirst } from './listData';

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
  const unsaved: TaskView['unsaved'] = new Set();

  for (const change of pending) {
    if (change.kind === 'create') continue;
    const { task } = change;
    const changed = apply(change, tasks.get(task.id) ?? task);
    if (changed && matches(changed, status) && isInReach(changed, end)) tasks.set(task.id, changed);
    else tasks.delete(task.id);
    unsaved.add(task.id);
  }

  const shown = newestFirst([...tasks.values()]);
  const drafts = status === 'done' ? [] : readDrafts(pending, loaded);
  const total = (data.pages[0]?.total ?? 0) + shown.length - loaded.length + drafts.length;
  return { drafts, tasks: shown, total, unsaved };
}

function apply(change: Exclude<TaskChange, { kind: 'create' }>, task: Task): Task | undefined {
  if (change.kind === 'delete') return undefined;
  return change.kind === 'update' ? { ...task, ...change.patch } : task;
}

function isInReach(task: Task, end: number | null): boolean {
  return end === null || task.id >= end;
}

function readDrafts(pending: TaskChange[], loaded: ListedTask[]): Draft[] {
  const arrived = new Set(loaded.map((task) => task.key));
  return pending
    .flatMap((change) =>
      change.kind === 'create' && !arrived.has(change.key)
        ? [{ key: change.key, title: change.title }]
        : [],
    )
    .toReversed();
}
