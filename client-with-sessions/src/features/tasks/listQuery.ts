import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import type { TaskStatus } from '../../api/types';
import { taskKeys } from '../../changes/keys';
import type { ListData, ListPage } from '../../changes/listData';

const PER_PAGE = 50;

/** The tasks of one status, newest first, a page at a time. */
export function taskListQuery(status: TaskStatus) {
  return infiniteQueryOptions<
    ListPage,
    Error,
    ListData,
    ReturnType<typeof taskKeys.list>,
    number | null
  >({
    queryKey: taskKeys.list(status),
    queryFn: ({ pageParam, signal }) => fetchPage(status, pageParam, signal),
    initialPageParam: null,
    getNextPageParam: (page) => page.next,
    // Other tabs and other devices change the tasks too.
    refetchOnWindowFocus: 'always',
  });
}

async function fetchPage(
  status: TaskStatus,
  before: number | null,
  signal: AbortSignal,
): Promise<ListPage> {
  const query = { status, per_page: PER_PAGE, ...(before !== null && { before }) };
  const { tasks, total } = await unwrap(api.GET('/tasks', { params: { query }, signal }));
  const isLast = tasks.length < PER_PAGE;
  return { tasks, total, next: isLast ? null : (tasks.at(-1)?.id ?? null) };
}
