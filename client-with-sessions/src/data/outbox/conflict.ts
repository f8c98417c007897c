import type { Task, TaskPatch } from '../../api/types';
import { shorten } from '../../format/shorten';
import { type Field, wordsOf } from '../../words/fields';

/** The same fields were changed here and elsewhere, so the user must choose. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
  /** The task as it is now. */
  readonly theirs: Task;
  readonly fields: Field[];

  constructor(theirs: Task, fields: Field[]) {
    super('The task was changed elsewhere.');
    this.theirs = theirs;
    this.fields = fields;
  }
}

/** The fields of a patch that were changed elsewhere, to other values, since the user saw them. */
export function clashes(seen: Task, patch: TaskPatch, now: Task): Field[] {
  return (Object.keys(patch) as Field[]).filter(
    // For choices, the last change wins; the log keeps the others. Only typed text conflicts.
    (field) =>
      wordsOf(field).isWritten && now[field] !== seen[field] && now[field] !== patch[field],
  );
}

/** The values saved elsewhere, and those to be saved here. */
export function conflictInWords({ theirs, fields }: ConflictError, mine: TaskPatch): string {
  return fields
    .map((field) => {
      const { label } = wordsOf(field);
      const wrote = quoted(mine[field]);
      const change = `Elsewhere, the ${label.toLowerCase()} was ${described(theirs[field])}.`;
      return `${change} You ${wrote === undefined ? 'removed it' : `wrote ${wrote}`}.`;
    })
    .join(' ');
}

function described(text: Task[Field]): string {
  const now = quoted(text);
  return now === undefined ? 'removed' : `changed to ${now}`;
}

function quoted(text: unknown): string | undefined {
  return text ? `“${shorten(String(text))}”` : undefined;
}
