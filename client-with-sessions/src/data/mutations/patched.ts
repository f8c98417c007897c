import type { Task, TaskPatch } from '../../api/types';
import { withBatchPatch } from './batch';

/** A task as it is with the patch, as far as the page can tell. */
export function patched(task: Task, patch: TaskPatch): Task {
  const { recurrence, ...fields } = patch;
  const changed = withBatchPatch(task, fields);
  if (recurrence === undefined) return changed;
  const dtstart = task.recurrence?.dtstart ?? changed.due ?? '';
  return { ...changed, recurrence: recurrence && { ...recurrence, dtstart } };
}
