import type { Task, TaskPatch } from '../../api/types';
import { FIELD_NAMES, type Field } from '../../words/fields';

const STATUS: readonly Field[] = ['status', 'completed_at'];

/** Fields of which one alone may not be possible, so they are chosen at once. */
const TOGETHER: readonly (readonly Field[])[] = [
  ['parent_id', 'project_id', 'section_id'],
  ['due', 'recurrence'],
  STATUS,
];

interface Rules {
  /** Ask about the status too. Otherwise it wins: whoever completes, drops or reopens a task means it. */
  asksStatus?: boolean | undefined;
}

/** The part of a patch that was changed elsewhere to other values since the user saw it, so they must choose. */
export function clashing(
  seen: Task,
  patch: TaskPatch,
  now: Task,
  { asksStatus = false }: Rules = {},
): TaskPatch {
  const clashes = fieldsOf(patch).filter(
    (field) =>
      (asksStatus || !STATUS.includes(field)) &&
      !isSame(now[field], seen[field]) &&
      !isSame(now[field], patch[field]),
  );
  const isHeld = (field: Field) =>
    clashes.some((clash) => clash === field || togetherWith(clash).includes(field));
  return differing(only(patch, isHeld), now);
}

/** The part of a patch that would change the task as it is now. */
export function differing(patch: TaskPatch, now: Task): TaskPatch {
  return only(patch, (field) => !isSame(now[field], patch[field]));
}

/** A patch without some of its fields. */
export function without(patch: TaskPatch, left: TaskPatch): TaskPatch {
  return only(patch, (field) => !(field in left));
}

/** What is to be chosen in one go: mostly a field, sometimes several that belong together. */
export function choicesIn(mine: TaskPatch): Field[][] {
  const fields = FIELD_NAMES.filter((field) => field in mine);
  return fields
    .map((field) =>
      fields.filter((other) => other === field || togetherWith(field).includes(other)),
    )
    .filter(([first], index) => first === fields[index]);
}

export function fieldsOf(patch: TaskPatch): Field[] {
  return Object.keys(patch) as Field[];
}

export function only(patch: TaskPatch, isWanted: (field: Field) => boolean): TaskPatch {
  return Object.fromEntries(
    fieldsOf(patch)
      .filter(isWanted)
      .map((field) => [field, patch[field]]),
  );
}

function togetherWith(field: Field): readonly Field[] {
  return TOGETHER.find((fields) => fields.includes(field)) ?? [];
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
