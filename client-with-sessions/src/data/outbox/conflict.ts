import type { Task, TaskPatch } from '../../api/types';
import { shorten } from '../../format/shorten';

type Field = keyof TaskPatch;

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
      (field === 'title' || field === 'description') &&
      now[field] !== seen[field] &&
      now[field] !== patch[field],
  );
}

/** What the task was changed to elsewhere, and what was to be saved here. */
export function conflictInWords({ theirs, fields }: ConflictError, mine: TaskPatch): string {
  return fields
    .map((field) =>
      field === 'title'
        ? `Elsewhere, the title was changed to “${theirs.title}”. You wrote “${mine.title}”.`
        : `Elsewhere, ${described(theirs.description)}. You wrote ${quoted(mine.description)}.`,
    )
    .join(' ');
}

function described(description: string | null): string {
  if (description === null) return 'the description was removed';
  return `the description was changed to ${quoted(description)}`;
}

function quoted(description: string | null | undefined): string {
  return description ? `“${shorten(description)}”` : 'none';
}
