import { api, unwrap } from '../../api/client';
import { ApiError } from '../../api/errors';
import type { Task } from '../../api/types';

/** The task as it is now; one in the trash is a 404, like one that does not exist. */
export async function fetchTask(id: number, signal?: AbortSignal): Promise<Task> {
  const answer = api.GET('/tasks/{id}', { params: { path: { id } }, ...(signal && { signal }) });
  const task = await unwrap(answer);
  if (task.deleted_at !== null) throw new ApiError(404, 'The task was deleted.');
  return task;
}
