import { api, unwrapWrite } from '../../api/client';
import type { Task, TaskPatch } from '../../api/types';
import { patchInWords } from '../../words/fieldWords';
import type { Place } from '../lists/place';
import type { Outcome } from './outcome';

/** What is to change of several tasks at once. */
export type BatchPatch = Omit<TaskPatch, 'title' | 'description'> & {
  add_tags?: string[];
  remove_tags?: string[];
};

/** What a person does to several tasks in one action. */
export type BatchDeed =
  | ({ kind: 'batch'; patch: BatchPatch } & Named)
  | ({ kind: 'moveBatch'; place: Place } & Named)
  | ({ kind: 'deleteBatch' } & Named);

interface Named {
  ids: readonly number[];
  /** The title, if it is one task alone. */
  title?: string | undefined;
}

/** From so many tasks on, the lists are fetched again rather than changed task by task. */
const MOST_PLACED = 50;

export async function sendBatch(
  { ids, ...deed }: BatchDeed,
  header: { 'Idempotency-Key': string },
): Promise<Outcome> {
  const named = { ids: [...ids] };
  if (deed.kind === 'deleteBatch') {
    const asked = api.POST('/tasks/delete', { params: { header }, body: named });
    const { group } = await unwrapWrite(asked);
    return { group, tasks: [], gone: [...ids], andMore: true };
  }
  const asked =
    deed.kind === 'moveBatch'
      ? api.POST('/tasks/move', { params: { header }, body: { ...named, ...deed.place } })
      : api.PATCH('/tasks', { params: { header }, body: { ...named, ...deed.patch } });
  const { body, group } = await unwrapWrite(asked);
  const tasks = body.tasks.length > MOST_PLACED ? [] : body.tasks;
  return { group, tasks, gone: [], andMore: deed.kind === 'batch' || tasks.length === 0 };
}

/** A task as it is with the patch, as far as the page can tell. */
export function withBatchPatch(task: Task, patch: BatchPatch): Task {
  const { add_tags = [], remove_tags = [], ...fields } = patch;
  const tags = [...new Set([...(fields.tags ?? task.tags), ...add_tags])]
    .filter((tag) => !remove_tags.includes(tag))
    .toSorted();
  return { ...task, ...fields, ...completionOf(task, patch), tags };
}

/** Whether it is done is told by two fields; one of them is enough to ask for it. */
function completionOf(task: Task, { status, completed_at }: BatchPatch): Partial<Task> {
  if (status === 'open' || completed_at === null) return { status: 'open', completed_at: null };
  if (status === undefined && completed_at === undefined) return {};
  const at = completed_at ?? task.completed_at ?? new Date().toISOString();
  return { status: status ?? 'done', completed_at: at };
}

/** What it does, in words. */
export function batchInWords(deed: BatchDeed): string {
  const { title, ids } = deed;
  const { length } = ids;
  const one = title === undefined ? 'a task' : `“${title}”`;
  const what = length === 1 ? one : `${length.toLocaleString('en')} tasks`;
  if (deed.kind === 'deleteBatch') return `Deleted ${what}`;
  if (deed.kind === 'moveBatch') return `Moved ${what}`;
  return patchInWords(deed.patch, what);
}
