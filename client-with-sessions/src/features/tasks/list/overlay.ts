import type { Task } from '../../../api/types';
import {
  isInReach,
  type ListData,
  type ListedDays,
  type ListedTask,
} from '../../../data/lists/listData';
import { rulesOf, type Source } from '../../../data/lists/lists';
import { positionsBeside } from '../../../data/lists/positions';
import { withBatchPatch } from '../../../data/mutations/batch';
import { type Drafted, draftTask } from '../../../data/mutations/capture';
import type { Outlook, TaskChange } from '../../../data/mutations/changes';
import { patched } from '../../../data/mutations/patched';

/** A task that was typed and is on its way. */
export interface Draft {
  key: string;
  task: Task;
}

/** What a list shows: what the server said, with every unanswered change on top. */
export interface TaskView {
  drafts: Draft[];
  tasks: ListedTask[];
  total: number;
  /** The tasks with an unanswered change. */
  unsaved: Set<number>;
  /** The days of the list, if it is one of days. */
  agenda?: ListedDays | undefined;
}

/**
 * Lays the unanswered changes over what the server said. Nothing is ever written into the cache
 * before the server has agreed, so a refusal needs no undoing: the change is simply gone.
 */
export function overlay(
  data: ListData,
  pending: TaskChange[],
  source: Source,
  today: string,
): TaskView {
  const rules = rulesOf(source, today);
  const loaded = data.pages.flatMap((page) => page.tasks);
  const tasks = new Map(loaded.map((task) => [task.id, task]));
  const { size } = tasks;
  const end = data.pages.at(-1);
  const drafts = new Map<string, Task[]>();
  const unsaved: TaskView['unsaved'] = new Set();
  const arrived = new Set(loaded.map((task) => task.key));

  const isLoaded = (task: Task) => !rules.order || !end || isInReach(task, end, rules.order);
  const show = (task: Task) => {
    const { day: _, ...shown } = task as ListedTask;
    if (rules.shows(shown, tasks.has(task.id)) && isLoaded(task)) tasks.set(task.id, shown);
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
    else show(patched(tasks.get(outlook.task.id) ?? outlook.task, outlook.patch ?? {}));
  };
  const draft = (key: string, drafted: Drafted[]) => {
    if (arrived.has(key)) return;
    const fitting = drafted.map(draftTask).filter((task) => rules.shows(task, false));
    if (fitting.length > 0) drafts.set(key, fitting);
  };

  for (const change of pending) {
    switch (change.kind) {
      case 'create':
        draft(change.key, [{ title: change.title }]);
        break;
      case 'capture':
        draft(change.key, change.drafts);
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
      case 'batch':
        for (const id of change.ids) {
          const task = tasks.get(id);
          if (task) show(withBatchPatch(task, change.patch));
        }
        break;
      case 'moveBatch': {
        const positions = positionsBeside([...tasks.values()], change.ids, change.place);
        for (const [task, position] of positions) show({ ...task, position });
        break;
      }
      case 'deleteBatch':
        for (const id of change.ids) hide({ id });
        break;
    }
  }

  const shown = inOrder([...tasks.values()], source, today);
  const typed = [...drafts].flatMap(([key, group]) => group.map((task) => ({ key, task })));
  const total = (data.pages[0]?.total ?? 0) + shown.length - size + typed.length;
  const agenda = data.pages[0]?.agenda;
  return { drafts: typed.toReversed(), tasks: shown, total, unsaved, agenda };
}

/** The tasks in the order of the list, as far as the page knows it. */
export function inOrder<T extends Task>(tasks: T[], source: Source, today: string): T[] {
  const { order } = rulesOf(source, today);
  return order ? tasks.toSorted(order) : tasks;
}
