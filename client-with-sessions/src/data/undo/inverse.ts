import type { Task } from '../../api/types';
import type { TaskResult } from '../lists/optimistic';
import type { OptimisticPatch } from '../lists/patched';
import type { Mutation } from '../outbox/mutation';

/** What the lists show once a mutation is undone and once it is done again, if the page knows. */
export interface UndoResults {
  undone?: TaskResult | undefined;
  done?: TaskResult | undefined;
}

/** Turns round what a mutation shows of a single task; of several, the server has to say. */
export function inverseOf({ task, idempotencyKey, optimistic }: Mutation): UndoResults {
  const [done, ...others] = optimistic?.tasks?.([]) ?? [];
  if (!done || others.length > 0 || 'id' in done) return {};
  if ('drafts' in done) return { undone: { gone: { idempotencyKey } } };
  if ('gone' in done) return task ? { undone: { task }, done } : {};
  if (!done.patch) return { undone: { gone: { id: done.task.id } }, done };
  return { undone: { task: done.task, patch: fieldsOf(done.task, done.patch) }, done };
}

/** The fields of a task that a patch changes, as they are without it. */
function fieldsOf(task: Task, patch: OptimisticPatch): OptimisticPatch {
  const fields = Object.keys(patch) as (keyof Task & keyof OptimisticPatch)[];
  return Object.fromEntries(fields.map((field) => [field, task[field]]));
}
