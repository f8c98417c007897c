import type { Task } from '../../../api/types';
import { type DraftFields, draftTask } from '../../../data/lists/draftTask';
import {
  isInReach,
  type ListData,
  type ListedDays,
  type ListedTask,
} from '../../../data/lists/listData';
import { type Rules, rulesOf, type Source } from '../../../data/lists/lists';
import type { OptimisticResult } from '../../../data/lists/optimistic';
import { patched } from '../../../data/lists/patched';
import type { Mutation } from '../../../data/outbox/mutation';

/** A typed task that is not created yet. */
export interface Draft {
  idempotencyKey: string;
  task: Task;
}

/** What a list shows: the server's data with every unanswered mutation on top. */
export interface TaskView {
  drafts: Draft[];
  tasks: ListedTask[];
  total: number;
  /** The tasks with an unanswered mutation. */
  unsaved: Set<number>;
  /** The days, in a list by day. */
  agenda?: ListedDays | undefined;
}

/**
 * Applies the unanswered mutations to the server's data. Nothing is written to the cache before the
 * server has agreed, so a refusal just drops the optimistic result.
 */
export function overlay(
  data: ListData,
  pending: Mutation[],
  source: Source,
  today: string,
  sections: readonly number[] = [],
): TaskView {
  const rules = rulesOf(source, today, sections);
  const loaded = data.pages.flatMap((page) => page.tasks);
  const tasks = new Map(loaded.map((task) => [task.id, task]));
  const { size } = tasks;
  const end = data.pages.at(-1);
  const drafts = new Map<string, Task[]>();
  const unsaved: TaskView['unsaved'] = new Set();
  const arrived = new Set(loaded.map((task) => task.idempotencyKey));

  const isLoaded = (task: Task) => !rules.order || !end || isInReach(task, end, rules.order);
  const show = (task: Task) => {
    const { day: _, ...shown } = task as ListedTask;
    if (rules.shows(shown, tasks.has(task.id)) && isLoaded(task)) tasks.set(task.id, shown);
    else tasks.delete(task.id);
    unsaved.add(task.id);
  };
  const hide = ({ id, idempotencyKey: key }: { id?: number; idempotencyKey?: string }) => {
    for (const task of tasks.values()) {
      const isCreatedBy = key !== undefined && task.idempotencyKey === key;
      if (task.id === id || isCreatedBy) tasks.delete(task.id);
    }
    if (key !== undefined) drafts.delete(key);
  };
  const draft = (key: string, fields: DraftFields[]) => {
    if (arrived.has(key)) return;
    const fitting = fields.map(draftTask).filter((task) => rules.shows(task, false));
    if (fitting.length > 0) drafts.set(key, fitting);
  };
  const apply = (result: OptimisticResult, key: string) => {
    if ('gone' in result) return hide(result.gone);
    if ('drafts' in result) return draft(key, result.drafts);
    const task =
      'task' in result ? (tasks.get(result.task.id) ?? result.task) : tasks.get(result.id);
    if (task) show(patched(task, result.patch ?? {}));
  };

  for (const { idempotencyKey, optimistic } of pending) {
    for (const result of optimistic?.tasks?.([...tasks.values()]) ?? []) {
      apply(result, idempotencyKey);
    }
  }

  const shown = inOrder([...tasks.values()], rules);
  const typed = [...drafts].flatMap(([idempotencyKey, group]) =>
    group.map((task) => ({ idempotencyKey, task })),
  );
  const total = (data.pages[0]?.total ?? 0) + shown.length - size + typed.length;
  const agenda = data.pages[0]?.agenda;
  return { drafts: typed.toReversed(), tasks: shown, total, unsaved, agenda };
}

/** The tasks in the order of the list, if the page knows it. */
export function inOrder<T extends Task>(tasks: T[], { order }: Pick<Rules, 'order'>): T[] {
  return order ? tasks.toSorted(order) : tasks;
}
