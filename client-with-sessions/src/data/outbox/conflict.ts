import type { Task, TaskPatch } from '../../api/types';
import { shorten } from '../../format/shorten';
import { type Field, wordsOf } from '../../words/fields';

/** The same fields were changed here and elsewhere: a person has to say which is to stay. */
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

/** The fields of a patch that were changed elsewhere to something else since the person saw them. */
export function clashes(seen: Task, patch: TaskPatch, now: Task): Field[] {
  return (Object.keys(patch) as Field[]).filter(
    // What was chosen rather than written is decided by the last wish; the log keeps the others.
    (field) =>
      wordsOf(field).isWritten && now[field] !== seen[field] && now[field] !== patch[field],
  );
}

/** What the task was changed to elsewhere, and what was to be saved here. */
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
