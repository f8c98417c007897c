import { api, unwrap } from '../../api/client';
import { ApiError } from '../../api/errors';
import type { Task } from '../../api/types';

/** The task as it is now; one that is in the trash is refused like one that is not there. */
export async function fetchTask(id: number, signal?: AbortSignal): Promise<Task> {
  const asked = api.GET('/tasks/{id}', { params: { path: { id } }, ...(signal && { signal }) });
  const task = await unwrap(asked);
  if (task.deleted_at !== null) throw new ApiError(404, 'The task was deleted.');
  return task;
}
