import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import type { TaskVersion } from '../../api/types';
import { taskKeys } from './tasks';

const PER_PAGE = 30;

interface Page {
  changes: TaskVersion[];
  next: number | null;
}

/** The changes of a task, newest first, a page at a time. */
export function historyQuery(id: number) {
  return infiniteQueryOptions({
    queryKey: taskKeys.history(id),
    queryFn: async ({ pageParam, signal }) => {
      const query = { per_page: PER_PAGE, ...(pageParam !== null && { before: pageParam }) };
      const params = { path: { id }, query };
      return (await unwrap(api.GET('/tasks/{id}/history', { params, signal }))) as Page;
    },
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });
}
