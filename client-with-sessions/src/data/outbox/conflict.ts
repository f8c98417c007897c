import type { Task, TaskPatch } from '../../api/types';
import { shorten } from '../../format/shorten';
import { becameOf, emptyFields, type Field, wordsOf } from '../../words/fields';

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
  const fields = Object.keys(patch) as Field[];
  // Whoever completes, drops or reopens a task means it, whatever happened before.
  return fields.filter(
    (field) =>
      field !== 'status' &&
      field !== 'completed_at' &&
      !isSame(now[field], seen[field]) &&
      !isSame(now[field], patch[field]),
  );
}

/** The server adds to a rule when it began. */
function isSame(one: unknown, other: unknown): boolean {
  return asText(one) === asText(other);
}

function asText(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return JSON.stringify(value ?? null);
  }
  const { dtstart: _, ...rest } = value as Record<string, unknown>;
  return JSON.stringify(Object.entries(rest).toSorted(([a], [b]) => a.localeCompare(b)));
}

/** The values saved elsewhere, and those to be saved here. */
export function conflictInWords(error: ConflictError, mine: TaskPatch): string {
  return error.fields
    .map((field) =>
      wordsOf(field).isWritten ? written(field, error, mine) : chosen(field, error, mine),
    )
    .join(' ');
}

function written(field: Field, { theirs }: ConflictError, mine: TaskPatch): string {
  const { label } = wordsOf(field);
  const wrote = quoted(mine[field]);
  const change = `Elsewhere, the ${label.toLowerCase()} was ${described(theirs[field])}.`;
  return `${change} You ${wrote === undefined ? 'removed it' : `wrote ${wrote}`}.`;
}

function chosen(field: Field, { theirs }: ConflictError, mine: TaskPatch): string {
  const { label } = wordsOf(field);
  const said = (values: TaskPatch) => becameOf(field, values, emptyFields()).join(', ') || 'none';
  return `${label}: elsewhere ${said({ [field]: theirs[field] })}, here ${said(mine)}.`;
}

function described(text: Task[Field]): string {
  const now = quoted(text);
  return now === undefined ? 'removed' : `changed to ${now}`;
}

function quoted(text: unknown): string | undefined {
  return text ? `“${shorten(String(text))}”` : undefined;
}
