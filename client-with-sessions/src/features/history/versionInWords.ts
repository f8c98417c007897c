import type { TaskFields, TaskVersion } from '../../api/types';
import { becameOf, FIELD_NAMES, isSaidByStatus } from '../../words/fields';

/** Describes a change in the history of its task. */
export function versionInWords({ action, before, after }: TaskVersion): string {
  if (before === null) return `Added as “${after?.title}”`;
  if (after === null) return 'Deleted for good';
  const parts = partsOf(before, after);
  const sentence = parts.length > 0 ? parts.join(', ') : 'changed';
  if (action === 'undo') return `Undid a change: ${sentence}`;
  if (action === 'redo') return `Redid a change: ${sentence}`;
  if (action === 'revert') return `Brought back an earlier version: ${sentence}`;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function partsOf(before: TaskFields, after: TaskFields): string[] {
  const isMoved = after.position !== undefined || after.day_position !== undefined;
  const fields = FIELD_NAMES.filter((field) => !isSaidByStatus(field, after));
  return [
    ...trashInWords(after),
    ...fields.flatMap((field) => becameOf(field, after, before)),
    ...(isMoved ? ['moved'] : []),
    ...(fields.every((field) => after[field] === undefined) && after.put_off === 0
      ? ['a part of it done']
      : []),
  ];
}

function trashInWords({ deleted_at }: TaskFields): string[] {
  if (deleted_at === undefined) return [];
  return [deleted_at === null ? 'restored from the trash' : 'deleted'];
}
