import { type PendingAnswer, unwrapWrite, type Written } from '../../api/client';
import { hasStatus } from '../../api/errors';
import type { Task } from '../../api/types';
import { fetchTask } from './fetchTask';
import type { Sending } from './mutation';

/** How often to retry on a task that keeps changing elsewhere. */
const MOST_ATTEMPTS = 5;

interface Attempt<T> {
  request: (header: { 'Idempotency-Key': string; 'If-Match': string }) => PendingAnswer<T>;
  /** Looks at what was changed elsewhere, before the next request. */
  check?: (now: Task) => void;
}

/** Sends a mutation with the version it builds on, and retries with the newest if that fails. */
export async function sendIfMatch<T>(
  task: Task,
  { header, versions }: Sending,
  { request, check }: Attempt<T>,
): Promise<Written<T>> {
  let version = versions.latest(task.id, task.version);
  for (let attempt = 1; ; attempt++) {
    try {
      const written = await unwrapWrite(request({ ...header, 'If-Match': `"${version}"` }));
      const to = versionOf(written);
      if (to !== undefined) versions.follow(task.id, version, to);
      return written;
    } catch (error) {
      if (!hasStatus(error, 412) || attempt === MOST_ATTEMPTS) throw error;
    }
    const now = await fetchTask(task.id);
    check?.(now);
    version = now.version;
  }
}

/** The version after a write; without a task in the answer it is the number of the change. */
function versionOf({ body, group }: Written<unknown>): number | undefined {
  if (group === undefined || typeof body !== 'object' || body === null) return group;
  return 'version' in body && typeof body.version === 'number' ? body.version : group;
}
