import type { Action, ChangeGroup, ObjectKind, TaskFields } from '../api/types';
import { doneWith, FIELD_NAMES, wordsOf } from './fields';
import { patchInWords } from './fieldWords';
import { thingChangeInWords } from './objects';

/** What a change tells of one thing; a task, if it does not say of what. */
export interface Told {
  kind?: ObjectKind;
  /** Null when the task was deleted for good. */
  title: string | null;
  before: TaskFields | null;
  after: TaskFields | null;
}

export type Deed = Exclude<Action, 'undo' | 'redo'>;

const VERBS: Record<Deed, string> = {
  create: 'Added',
  update: 'Changed',
  complete: 'Completed',
  drop: 'Dropped',
  reopen: 'Reopened',
  skip: 'Skipped',
  move: 'Moved',
  archive: 'Archived',
  unarchive: 'Took out of the archive',
  delete: 'Deleted',
  restore: 'Restored',
  purge: 'Deleted',
  revert: 'Brought back an earlier version of',
  import: 'Imported',
  seed: 'Added',
};

const ENDINGS: Partial<Record<Deed, string>> = { purge: ' for good' };

/** What was done, in words; what undid something says what. */
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

/** What a group did, to things of every kind. */
function changesInWords(action: Deed, { change_count, changes }: ChangeGroup): string {
  const [thing] = changes.filter(({ kind }) => kind !== 'task');
  const tasks = changes.filter(({ kind }) => kind === 'task');
  if (!thing) return deedInWords(action, change_count, changes);
  const count = change_count - (changes.length - tasks.length);
  if (action === 'create' && count > 0) return deedInWords(action, count, tasks);
  const words = thingChangeInWords(thing);
  return count === 0 ? words : `${words} and ${subject(count, tasks[0])}`;
}

/** What was done in the first place, behind every undo and redo. */
export function originalOf(
  id: number,
  find: (id: number) => ChangeGroup | undefined,
): ChangeGroup | undefined {
  const group = find(id);
  if (!group || group.undoes === null) return group;
  return originalOf(group.undoes, find);
}

/** What happened to one task, whatever the group it belongs to did. */
export function effectOf({ before, after }: Pick<Told, 'before' | 'after'>): Deed {
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

/** An action on so many tasks; the first of them are told. */
export function deedInWords(action: Deed, count: number, told: Told[]): string {
  const [first] = told;
  if (count > 1 && first?.after && action === 'update') {
    return patchInWords(first.after, subject(count, first));
  }
  if (count === 1 && first && action === 'update') return updateInWords(first);
  // What was added had the title it was added with.
  const asAdded = action === 'create' && first?.after?.title;
  const what = asAdded ? { ...first, title: asAdded } : first;
  return `${VERBS[action]} ${subject(count, what)}${ENDINGS[action] ?? ''}`;
}

function subject(count: number, first: Told | undefined): string {
  if (count !== 1) return `${count.toLocaleString('en')} tasks`;
  return named(first?.title ?? null);
}

function named(title: string | null): string {
  return title === null ? 'a task' : `“${title}”`;
}

function updateInWords({ title, before, after }: Told): string {
  if (!before || !after) return `Changed ${named(title)}`;
  const written = FIELD_NAMES.filter((field) => wordsOf(field).isWritten && field in after);
  const parts = written.flatMap((field, index) =>
    doneWith(field, after, index === 0 ? named(title) : 'it', before),
  );
  const rest = patchInWords(after, parts.length > 0 ? 'it' : named(title), before);
  if (parts.length === 0) return rest;
  const [first = '', ...more] = rest === 'Changed it' ? parts : [...parts, rest];
  return [first, ...more.map((part) => part.charAt(0).toLowerCase() + part.slice(1))].join(' and ');
}
