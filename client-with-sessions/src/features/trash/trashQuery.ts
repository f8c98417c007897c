import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { taskKeys } from '../../changes/keys';
import type { ListData, ListPage } from '../../changes/listData';

const PER_PAGE = 50;

/** The deleted tasks, the newest deleted first, a page at a time. */
export const trashQuery = infiniteQueryOptions<
  ListPage,
  Error,
  ListData,
  ReturnType<typeof taskKeys.trash>,
  number | null
>({
  queryKey: taskKeys.trash(),
  queryFn: ({ pageParam, signal }) => {
    const query = { per_page: PER_PAGE, ...(pageParam !== null && { before: pageParam }) };
    return unwrap(api.GET('/trash', { params: { query }, signal }));
  },
  initialPageParam: null,
  getNextPageParam: (page) => page.next,
  // Other tabs and other devices delete tasks too.
  refetchOnWindowFocus: 'always',
});
