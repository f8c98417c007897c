import type { Task, TaskPatch } from '../../api/types';
import type { BatchDeed } from './batch';
import type { CaptureDeed } from './capture';
import { isThingDeed, type ThingDeed, thingFailureInWords } from './things';

/**
 * What the lists show once a change is undone, or done again: the task, with these fields, or none.
 * A task that has no number yet is named by the key of the change that makes it.
 */
export type Outlook = { task: Task; patch?: TaskPatch } | { gone: { id?: number; key?: string } };

/** Which change is to be undone: one whose group is known, or one that is still on its way. */
export interface UndoTarget {
  key: string;
  group?: number | undefined;
}

interface ToTask {
  /** The task as the person saw it. */
  task: Task;
}

type Deed =
  | ThingDeed
  | BatchDeed
  | CaptureDeed
  | { kind: 'create'; title: string; description?: string | null }
  | ({ kind: 'update'; patch: TaskPatch } & ToTask)
  | ({ kind: 'delete' } & ToTask)
  | ({ kind: 'restore' } & ToTask)
  | ({ kind: 'skip' } & ToTask)
  | ({ kind: 'revert'; version: number } & ToTask)
  | ({ kind: 'purge' } & ToTask)
  | { kind: 'emptyTrash' }
  | { kind: 'undo'; of: UndoTarget; shows?: Outlook | undefined };

/**
 * One thing a person did, whether the server knows of it yet or not. The key goes with every
 * attempt to tell it: what arrived once is not done twice.
 */
export type TaskChange = Deed & { key: string };

/** A change of one task that is already there. */
export type ChangeOfTask = Extract<TaskChange, ToTask>;

/** The task that a change is about, if it is about one that is already there. */
export function taskOf(change: TaskChange): Task | undefined {
  return 'task' in change ? change.task : undefined;
}

const NOT_DONE: Record<Exclude<TaskChange['kind'], ThingDeed['kind']>, string> = {
  create: 'Not added',
  capture: 'Not added',
  skip: 'Not skipped',
  update: 'Not saved',
  delete: 'Not deleted',
  restore: 'Not restored',
  revert: 'Not brought back',
  purge: 'Not deleted',
  emptyTrash: 'Not emptied',
  undo: 'Not undone',
  batch: 'Not saved',
  moveBatch: 'Not moved',
  deleteBatch: 'Not deleted',
};

/** What did not happen, in words. */
export function failureInWords(change: TaskChange): string {
  return isThingDeed(change) ? thingFailureInWords(change) : NOT_DONE[change.kind];
}
