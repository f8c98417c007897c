import type { Task, TaskPatch } from '../../../api/types';
import type { DetailsDraft, TypedField } from '../editor/drafts';
import { TYPED } from './typedFields';

/** The draft after a key was pressed in a field. */
export function withTyped(
  draft: DetailsDraft | undefined,
  task: Task,
  field: TypedField,
  text: string,
): DetailsDraft {
  const { typed, base } = draft ?? { typed: {}, base: task };
  // Whoever begins to type in a field sees it as it is now, even if another was begun earlier.
  const seen = field in typed ? base : { ...base, [field]: task[field] };
  return { typed: { ...typed, [field]: text }, base: seen };
}

/** The draft without fields that need no longer be kept. */
export function withoutTyped(
  draft: DetailsDraft,
  isOver: (field: TypedField) => boolean,
): DetailsDraft | undefined {
  const left = fieldsOf(draft).filter((field) => !isOver(field));
  if (left.length === 0) return undefined;
  return { ...draft, typed: Object.fromEntries(left.map((field) => [field, draft.typed[field]])) };
}

/** What these fields of a draft change; a text that means nothing changes nothing. */
export function patchOf(draft: DetailsDraft, fields: readonly TypedField[]): TaskPatch {
  const changes = fields.map((field) => TYPED[field].read(draft.typed[field] ?? '', draft.base));
  const all: TaskPatch = Object.assign({}, ...changes);
  const changed = Object.entries(all).filter(([field, value]) => !isSame(draft.base, field, value));
  return Object.fromEntries(changed);
}

/** Whether what is typed in a field is what the task had or was sent. */
export function isSettled(draft: DetailsDraft, field: TypedField): boolean {
  const patch = TYPED[field].read(draft.typed[field] ?? '', draft.base);
  return patch !== undefined && isSame(draft.base, field, patch[field]);
}

/** Whether something typed is not sent yet. */
export function isUnsent(draft: DetailsDraft | undefined): draft is DetailsDraft {
  return draft !== undefined && fieldsOf(draft).some((field) => !isSettled(draft, field));
}

export function fieldsOf({ typed }: DetailsDraft): TypedField[] {
  return Object.keys(typed) as TypedField[];
}

function isSame(task: Task, field: string, value: unknown): boolean {
  return JSON.stringify(task[field as TypedField]) === JSON.stringify(value);
}
