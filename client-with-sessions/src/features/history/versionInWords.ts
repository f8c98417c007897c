import type { TaskFields, TaskVersion } from '../../api/types';

/** What was done to the task whose history is read, in words. */
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
  const parts: string[] = [];
  if (after.deleted_at !== undefined) {
    parts.push(after.deleted_at === null ? 'restored from the trash' : 'deleted');
  }
  if (after.title !== undefined) parts.push(`renamed to “${after.title}”`);
  if (after.description !== undefined) parts.push(descriptionInWords(before, after));
  if (after.completed_at !== undefined) {
    parts.push(after.completed_at === null ? 'reopened' : 'completed');
  }
  return parts;
}

function descriptionInWords(before: TaskFields, after: TaskFields): string {
  if (after.description === null) return 'description removed';
  return before.description === null ? 'description added' : 'description changed';
}
