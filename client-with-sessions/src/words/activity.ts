import type { Action, ChangeGroup, ObjectKind, Task, TaskFields } from '../api/types';
import { doneWith, FIELD_NAMES, wordsOf } from './fields';
import { patchInWords } from './fieldWords';
import { objectChangeInWords } from './objects';
import { tasksInWords } from './tasks';
import { timeInWords } from './time';

/** What a change says about an object. It is a task unless `kind` says otherwise. */
interface ChangedObject {
  kind?: ObjectKind;
  /** Null if it was permanently deleted. */
  title: string | null;
  before: TaskFields | null;
  after: TaskFields | null;
}

/** Every action except undo and redo. */
type Effect = Exclude<Action, 'undo' | 'redo'>;

const VERBS: Record<Effect, string> = {
  create: 'Added',
  start: 'Started',
  stop: 'Stopped',
  update: 'Changed',
  complete: 'Completed',
  drop: 'Dropped',
  reopen: 'Reopened',
  skip: 'Skipped',
  move: 'Moved',
  archive: 'Archived',
  unarchive: 'Unarchived',
  delete: 'Deleted',
  restore: 'Restored',
  purge: 'Deleted',
  revert: 'Brought back an earlier version of',
  import: 'Imported',
  seed: 'Added',
};

const ENDINGS: Partial<Record<Effect, string>> = { purge: ' for good' };

/** Describes a group of changes. An undo says what it undid. */
export function groupInWords(
  group: ChangeGroup,
  find: (id: number) => ChangeGroup | undefined = () => undefined,
): string {
  const { action, changes, undoes } = group;
  if (action !== 'undo' && action !== 'redo') return changesInWords(action, group);
  const verb = action === 'undo' ? 'Undid' : 'Redid';
  const original = undoes === null ? undefined : originalOf(undoes, find);
  if (original) return `${verb}: ${groupInWords(original, find)}`;
  const first = changes[0];
  const effect = first ? effectOf(first) : 'update';
  return `${verb} an earlier change: ${changesInWords(effect, group)}`;
}

/** Describes what a group did to objects of any kind. */
function changesInWords(
  action: Effect,
  group: Pick<ChangeGroup, 'change_count' | 'changes'>,
): string {
  const { change_count, changes } = group;
  const times = changes.filter(({ kind }) => kind === 'time_entry');
  if (times.length > 0) {
    const rest = changes.filter(({ kind }) => kind !== 'time_entry');
    if (rest.length === 0) return timeInWords(action, times);
    // The timer of a task that was completed stops along with it.
    return changesInWords(action, { change_count: change_count - times.length, changes: rest });
  }
  const [object] = changes.filter(({ kind }) => kind !== 'task');
  // A parent whose description gave its lines away is not one of those added.
  const tasks = changes.filter(
    ({ kind, before, after }) =>
      kind === 'task' && (action !== 'create' || before === null) && !onlyCounts(after),
  );
  if (!object) {
    return actionInWords(action, change_count - (changes.length - tasks.length), tasks);
  }
  const count = change_count - (changes.length - tasks.length);
  if (action === 'create' && count > 0) return actionInWords(action, count, tasks);
  const words = objectChangeInWords(object);
  return count === 0 ? words : `${words} and ${tasksInWords(count, tasks[0]?.title)}`;
}

/** Whether only how often it was put off has changed, because a part of it was done. */
function onlyCounts(after: TaskFields | null): boolean {
  const fields = Object.keys(after ?? {});
  return fields.length > 0 && fields.every((field) => field.startsWith('put_off'));
}

/** The first group in a chain of undos and redos. */
export function originalOf(
  id: number,
  find: (id: number) => ChangeGroup | undefined,
): ChangeGroup | undefined {
  const group = find(id);
  if (!group || group.undoes === null) return group;
  return originalOf(group.undoes, find);
}

/** Describes what a change did to its own task, whatever its group did to others. */
export function effectOf({ before, after }: Pick<ChangedObject, 'before' | 'after'>): Effect {
  if (before === null) return 'create';
  if (after === null) return 'purge';
  if ('deleted_at' in after) return after.deleted_at === null ? 'restore' : 'delete';
  const isText = 'title' in after || 'description' in after;
  const isDated = before.completed_at != null && after.completed_at != null;
  if (
    isText ||
    (isDated && after.status === undefined) ||
    !('completed_at' in after || 'status' in after)
  )
    return 'update';
  if (after.status === 'dropped') return 'drop';
  return (after.status ?? 'done') === 'open' || after.completed_at === null ? 'reopen' : 'complete';
}

/** Describes an action on `count` tasks, given the first of its changes. */
export function actionInWords(action: Effect, count: number, changes: ChangedObject[]): string {
  const [first] = changes;
  if (count > 1 && first?.after && action === 'update') {
    return patchInWords(first.after, tasksInWords(count, first.title));
  }
  if (count === 1 && first && action === 'update') return updateInWords(first);
  // A task that was renamed later keeps the title it was added with.
  const title = (action === 'create' && first?.after?.title) || first?.title;
  return `${VERBS[action]} ${tasksInWords(count, title)}${ENDINGS[action] ?? ''}`;
}

/** Describes an update of one task. */
export function taskUpdateInWords(task: Task, patch: TaskFields): string {
  const change = { title: task.title, before: task, after: patch };
  return actionInWords(effectOf(change), 1, [change]);
}

function updateInWords({ title, before, after }: ChangedObject): string {
  const task = tasksInWords(1, title);
  if (!before || !after) return `Changed ${task}`;
  const written = FIELD_NAMES.filter((field) => wordsOf(field).isWritten && field in after);
  const parts = written.flatMap((field, index) =>
    doneWith(field, after, index === 0 ? task : 'it', before),
  );
  const rest = patchInWords(after, parts.length > 0 ? 'it' : task, before);
  if (parts.length === 0) return rest;
  const [first = '', ...more] = rest === 'Changed it' ? parts : [...parts, rest];
  return [first, ...more.map((part) => part.charAt(0).toLowerCase() + part.slice(1))].join(' and ');
}
