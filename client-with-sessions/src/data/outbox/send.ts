import { type Asked, api, unwrapWrite, type Written } from '../../api/client';
import { hasStatus } from '../../api/errors';
import type { Change, ChangeGroup, Task, TaskFields, TaskPatch } from '../../api/types';
import { sendBatch } from '../mutations/batch';
import { sendCapture } from '../mutations/capture';
import type { ChangeOfTask, TaskChange } from '../mutations/changes';
import type { Outcome } from '../mutations/outcome';
import { sendThing } from '../mutations/things';
import { ConflictError, clashes } from './conflict';
import { fetchTask } from './fetchTask';
import type { Versions } from './versions';

/** How often a change follows a task that keeps changing elsewhere. */
const MOST_ATTEMPTS = 5;

/** What the changes that were sent before say to those that follow. */
export interface Sent {
  versions: Versions;
  /** Notes the group that a change made. */
  noteGroup: (key: string, group: number | undefined) => void;
  groupOf: (key: string) => number | undefined;
}

/** What was to be undone has not happened after all. */
export class NothingToUndoError extends Error {
  override readonly name = 'NothingToUndoError';
}

/** Tells the server of a change. */
export async function sendChange(change: TaskChange, sent: Sent): Promise<Outcome> {
  const outcome = await send(change, sent);
  sent.noteGroup(change.key, outcome.group);
  return outcome;
}

async function send(change: TaskChange, sent: Sent): Promise<Outcome> {
  const header = { 'Idempotency-Key': change.key };
  switch (change.kind) {
    case 'create': {
      const { title, description } = change;
      const body = { title, ...(description !== undefined && { description }) };
      return changed(await unwrapWrite(api.POST('/tasks', { params: { header }, body })));
    }
    case 'update':
      return changed(await sendUpdate(change, sent.versions));
    case 'delete':
      return sendDelete(change, sent.versions);
    case 'restore': {
      const params = { path: { id: change.task.id }, header };
      return changed(await unwrapWrite(api.POST('/tasks/{id}/restore', { params })));
    }
    case 'capture':
      return sendCapture(change, header);
    case 'skip': {
      const params = { path: { id: change.task.id }, header };
      return changed(await unwrapWrite(api.POST('/tasks/{id}/skip', { params })));
    }
    case 'revert':
      return changed(
        await insist(change, sent.versions, (headers) =>
          api.POST('/tasks/{id}/revert', {
            params: { path: { id: change.task.id }, header: headers },
            body: { version: change.version },
          }),
        ),
      );
    case 'purge':
      return sendPurge(change.task.id, header);
    case 'emptyTrash': {
      const { group } = await unwrapWrite(api.DELETE('/trash', { params: { header } }));
      return { group, tasks: [], gone: [] };
    }
    case 'undo':
      return sendUndo(change.of.group ?? sent.groupOf(change.of.key), header);
    case 'batch':
    case 'moveBatch':
    case 'deleteBatch':
      return sendBatch(change, header);
    default:
      return sendThing(change, header);
  }
}

function changed({ body, group }: Written<Task>): Outcome {
  return { group, tasks: [body], gone: [] };
}

/** An update gives way to what was changed elsewhere, unless it is about the same fields. */
function sendUpdate(change: ChangeOfTask & { patch: TaskPatch }, versions: Versions) {
  const { task, patch } = change;
  return insist(
    change,
    versions,
    (header) =>
      api.PATCH('/tasks/{id}', { params: { path: { id: task.id }, header }, body: patch }),
    (now) => {
      const fields = clashes(task, patch, now);
      if (fields.length > 0) throw new ConflictError(now, fields);
    },
  );
}

/** A task that is not there is as good as deleted: perhaps another was faster. */
async function sendDelete(change: ChangeOfTask, versions: Versions): Promise<Outcome> {
  const { id } = change.task;
  const gone = { tasks: [], gone: [id] };
  try {
    const { group } = await insist(change, versions, (header) =>
      api.DELETE('/tasks/{id}', { params: { path: { id }, header } }),
    );
    return { ...gone, group };
  } catch (error) {
    if (hasStatus(error, 404)) return { ...gone, group: undefined };
    throw error;
  }
}

async function sendPurge(id: number, header: { 'Idempotency-Key': string }): Promise<Outcome> {
  const params = { path: { id }, header };
  try {
    const { group } = await unwrapWrite(api.DELETE('/trash/{id}', { params }));
    return { group, tasks: [], gone: [id] };
  } catch (error) {
    if (hasStatus(error, 404)) return { group: undefined, tasks: [], gone: [id] };
    throw error;
  }
}

/** Tells a change together with the version it is about, and again when that is no longer the newest. */
async function insist<T>(
  change: ChangeOfTask,
  versions: Versions,
  attempt: (header: { 'Idempotency-Key': string; 'If-Match': string }) => Asked<T>,
  check: (now: Task) => void = () => {},
): Promise<Written<T>> {
  const { task, key } = change;
  let version = versions.latest(task.id, task.version);
  for (let round = 1; ; round++) {
    try {
      const written = await unwrapWrite(
        attempt({ 'Idempotency-Key': key, 'If-Match': `"${version}"` }),
      );
      const to = versionOf(written);
      if (to !== undefined) versions.follow(task.id, version, to);
      return written;
    } catch (error) {
      if (!hasStatus(error, 412) || round === MOST_ATTEMPTS) throw error;
    }
    const now = await fetchTask(task.id);
    check(now);
    version = now.version;
  }
}

/** Which version a change led to. Without a task in the answer it is the number of the change. */
function versionOf({ body, group }: Written<unknown>): number | undefined {
  if (group === undefined || typeof body !== 'object' || body === null) return group;
  return 'version' in body && typeof body.version === 'number' ? body.version : group;
}

async function sendUndo(
  group: number | undefined,
  header: { 'Idempotency-Key': string },
): Promise<Outcome> {
  if (group === undefined) throw new NothingToUndoError();
  const params = { path: { group }, header };
  const written = await unwrapWrite(api.POST('/changes/{group}/undo', { params }));
  const { id, changes, change_count } = written.body as ChangeGroup;
  const ofTasks = changes.filter(({ kind }) => kind === 'task');
  return { group: id, ...(await readAgain(ofTasks)), andMore: change_count > ofTasks.length };
}

/** Undoing answers what it changed, not the tasks. */
async function readAgain(changes: Change[]): Promise<Pick<Outcome, 'tasks' | 'gone'>> {
  const newest = new Map(changes.map(({ object_id, after }) => [object_id, after]));
  const found = await Promise.all(
    [...newest].map(async ([id, after]) => ({ id, task: await readOne(id, after) })),
  );
  return {
    tasks: found.flatMap(({ task }) => task ?? []),
    gone: found.flatMap(({ id, task }) => (task ? [] : id)),
  };
}

/** The task as it is after a change; none, when that has put it into the trash. */
async function readOne(id: number, after: TaskFields | null): Promise<Task | undefined> {
  if (after?.deleted_at) return undefined;
  try {
    return await fetchTask(id);
  } catch (error) {
    if (hasStatus(error, 404)) return undefined;
    throw error;
  }
}
