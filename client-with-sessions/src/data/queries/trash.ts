import { type InfiniteData, infiniteQueryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import type { Project } from '../../api/types';
import type { ListPage } from '../lists/listData';
import { taskKeys } from './tasks';

const PER_PAGE = 50;

/** A page of the trash; each has all of the projects. */
interface TrashPage extends ListPage {
  projects: Project[];
}

export type TrashData = InfiniteData<TrashPage, number | null>;

/** The deleted tasks, the newest deleted first, a page at a time. */
export const trashQuery = infiniteQueryOptions<
  TrashPage,
  Error,
  TrashData,
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
