import { type InfiniteData, infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, unwrap } from '../../api/client';
import type { Project } from '../../api/types';
import type { ListPage } from '../lists/listData';
import type { TrashView } from '../lists/optimistic';
import { type Optimistic, useOptimisticData } from '../outbox/pending';
import { taskKeys } from './tasks';

const PER_PAGE = 50;

/** A page of the trash; each has the same deleted projects. */
interface TrashPage extends ListPage {
  projects: Project[];
  projects_truncated: boolean;
}

type TrashData = InfiniteData<TrashPage, number | null>;

/** The trash, last deleted first, a page at a time. */
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
  // Other tabs and devices delete tasks too.
  refetchOnWindowFocus: 'always',
});

const effectOnTrash = ({ trash }: Optimistic) => trash;

/** The trash with pending mutations applied, and its query. */
export function useTrashView() {
  const query = useInfiniteQuery(trashQuery);
  const { data } = query;
  const loaded = useMemo(() => data && viewOf(data), [data]);
  return { query, view: useOptimisticData(loaded, effectOnTrash) };
}

function viewOf({ pages }: TrashData): TrashView {
  const [first] = pages;
  const tasks = pages.flatMap((page) => page.tasks);
  return {
    tasks,
    projects: first?.projects ?? [],
    lacksProjects: first?.projects_truncated === true,
    total: first?.total ?? 0,
  };
}
