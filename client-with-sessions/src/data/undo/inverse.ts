import type { Task } from '../../api/types';
import type { TaskResult } from '../lists/optimistic';
import type { OptimisticPatch } from '../lists/patched';
import type { Mutation } from '../outbox/mutation';

/** What the lists show after undoing or redoing a mutation, if the page knows. */
export interface UndoResults {
  undone?: TaskResult | undefined;
  done?: TaskResult | undefined;
}

/** Inverts what a mutation shows, if it shows a single task; for several, only the server knows. */
export function inverseOf({ task, idempotencyKey, optimistic }: Mutation): UndoResults {
  const [done, ...others] = optimistic?.tasks?.([]) ?? [];
  if (!done || others.length > 0 || 'id' in done) return {};
  if ('drafts' in done) return { undone: { gone: { idempotencyKey } } };
  if ('gone' in done) return task ? { undone: { task }, done } : {};
  if (!done.patch) return { undone: { gone: { id: done.task.id } }, done };
  return { undone: { task: done.task, patch: fieldsOf(done.task, done.patch) }, done };
}

/** The fields that a patch changes, with the values the task has without it. */
function fieldsOf(task: Task, patch: OptimisticPatch): OptimisticPatch {
  const fields = Object.keys(patch) as (keyof Task & keyof OptimisticPatch)[];
  return Object.fromEntries(fields.map((field) => [field, task[field]]));
}
