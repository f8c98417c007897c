import type { TaskFields } from '../api/types';
import { doneWith, FIELD_NAMES, isSaidByStatus, wordsOf } from './fields';
import { nounOf, them } from './tasks';

/** The changed fields of tasks, and the added and removed tags. */
type Changed = TaskFields & { add_tags?: string[]; remove_tags?: string[] };

/** Describes what a patch does to tasks: Completed 3 tasks. */
export function patchInWords(patch: Changed, what: string, before?: TaskFields | null): string {
  if (patch.due === null && patch.recurrence === null) {
    return `Removed ${nounOf(what, 'due date')} and stopped ${them(what)} repeating`;
  }
  const parts = [...chosenInWords(patch, what, before), ...tagsInWords(patch, what)];
  const isMoved = patch.position !== undefined || patch.day_position !== undefined;
  const [only, ...others] = parts.length > 0 || !isMoved ? parts : [`Moved ${what}`];
  return only === undefined || others.length > 0 ? `Changed ${what}` : only;
}

/** Describes changes to chosen, not typed, fields. */
function chosenInWords(patch: Changed, what: string, before?: TaskFields | null): string[] {
  return FIELD_NAMES.filter(
    (field) => !wordsOf(field).isWritten && !isSaidByStatus(field, patch),
  ).flatMap((field) => doneWith(field, patch, what, before));
}

function tagsInWords({ add_tags = [], remove_tags = [] }: Changed, what: string): string[] {
  const added = add_tags.length > 0 ? [`Tagged ${what} ${hashed(add_tags)}`] : [];
  const removed = remove_tags.length > 0 ? [`Removed ${hashed(remove_tags)} from ${what}`] : [];
  return [...added, ...removed];
}

function hashed(tags: string[]): string {
  return tags.map((tag) => `#${tag}`).join(' ');
}
