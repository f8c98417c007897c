import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import type { Task } from '../../api/types';
import { taskKeys } from './tasks';

/** The subtasks of a task, to any depth, and whether the last ones are missing. */
export function subtasksQuery(id: number) {
  return queryOptions({
    queryKey: taskKeys.detail('subtasks', id),
    queryFn: async ({ signal }) => {
      const params = { path: { id } };
      return await unwrap(api.GET('/tasks/{id}/subtasks', { params, signal }));
    },
  });
}

/** The same once, or what is known if the server can't be reached. */
export async function fetchSubtasks(client: QueryClient, id: number): Promise<Task[]> {
  const query = subtasksQuery(id);
  try {
    return (await client.fetchQuery({ ...query, retry: false, networkMode: 'always' })).tasks;
  } catch {
    return client.getQueryData(query.queryKey)?.tasks ?? [];
  }
}
