import type { TaskFields, TaskVersion } from '../../api/types';
import { dateInWords } from '../../words/fieldWords';

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
  if (after.completed_at !== undefined || after.status !== undefined) {
    parts.push(completionInWords(before, after));
  }
  return [...parts, ...chosenInWords(before, after)];
}

function completionInWords(before: TaskFields, { status, completed_at }: TaskFields): string {
  if (status === undefined && before.completed_at != null && completed_at != null) {
    return 'changed when it was done';
  }
  if (status === 'dropped') return 'dropped';
  const isOpen = status === undefined ? completed_at === null : status === 'open';
  return isOpen ? 'reopened' : 'completed';
}

/** The fields that are chosen rather than written. */
function chosenInWords(before: TaskFields, after: TaskFields): string[] {
  const parts: (string | false)[] = [
    after.priority !== undefined && `priority ${after.priority}`,
    dated('due', after.due),
    dated('hidden until', after.start),
    dated('planned for', after.planned),
    after.estimate !== undefined && estimateInWords(after.estimate),
    after.project_id !== undefined &&
      (after.project_id === null ? 'taken out of its project' : 'moved to a project'),
    after.parent_id !== undefined &&
      (after.parent_id === null ? 'taken out of its task' : 'made part of a task'),
    after.recurrence !== undefined &&
      (after.recurrence === null ? 'repeats no more' : 'repeats in another way'),
    ...tagsInWords(before.tags ?? [], after.tags),
  ];
  return parts.filter((part) => part !== false);
}

function dated(what: string, value: string | null | undefined): string | false {
  if (value === undefined) return false;
  return value === null
    ? `no longer ${what.replace(/ (?:until|for)$/, '')}`
    : `${what} ${dateInWords(value)}`;
}

function estimateInWords(minutes: number | null): string {
  return minutes === null ? 'estimate removed' : `estimated at ${minutes} minutes`;
}

function tagsInWords(before: string[], after: string[] | undefined): string[] {
  if (after === undefined) return [];
  const added = after.filter((tag) => !before.includes(tag)).map((tag) => `tagged #${tag}`);
  const gone = before.filter((tag) => !after.includes(tag)).map((tag) => `#${tag} taken off`);
  return [...added, ...gone];
}

function descriptionInWords(before: TaskFields, after: TaskFields): string {
  if (after.description === null) return 'description removed';
  return before.description === null ? 'description added' : 'description changed';
}
