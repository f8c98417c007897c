import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import type { ChangeGroup, TaskVersion } from '../../api/types';
import { taskKeys } from './tasks';

const PER_PAGE = 50;
const CHANGES_PER_PAGE = 100;
const VERSIONS_PER_PAGE = 30;

interface Page {
  groups: ChangeGroup[];
  next: number | null;
}

/** The groups of changes, newest first, a page at a time. */
export const activityQuery = infiniteQueryOptions({
  queryKey: [...taskKeys.activity(), 'groups'],
  queryFn: async ({ pageParam, signal }) => {
    const query = { per_page: PER_PAGE, ...(pageParam !== null && { before: pageParam }) };
    return (await unwrap(api.GET('/changes', { params: { query }, signal }))) as Page;
  },
  initialPageParam: null as number | null,
  getNextPageParam: (page) => page.next,
  // Other tabs and devices change data too.
  refetchOnWindowFocus: 'always',
});

/** The changes of one group, oldest first, a page at a time. */
export function groupQuery(group: number) {
  return infiniteQueryOptions({
    queryKey: [...taskKeys.activity(), 'group', group],
    queryFn: async ({ pageParam, signal }) => {
      const query = {
        per_page: CHANGES_PER_PAGE,
        ...(pageParam !== null && { after: pageParam }),
      };
      const params = { path: { group }, query };
      return (await unwrap(api.GET('/changes/{group}', { params, signal }))) as ChangeGroup;
    },
    initialPageParam: null as number | null,
    // A page with long texts has fewer changes than asked for.
    getNextPageParam: ({ id, change_count, changes }) => {
      const last = changes.at(-1)?.id;
      return last !== undefined && last < id + change_count - 1 ? last : null;
    },
  });
}

interface VersionPage {
  changes: TaskVersion[];
  next: number | null;
}

/** The changes of a task, newest first, a page at a time. */
export function historyQuery(id: number) {
  return infiniteQueryOptions({
    queryKey: taskKeys.history(id),
    queryFn: async ({ pageParam, signal }) => {
      const query = {
        per_page: VERSIONS_PER_PAGE,
        ...(pageParam !== null && { before: pageParam }),
      };
      const params = { path: { id }, query };
      return (await unwrap(api.GET('/tasks/{id}/history', { params, signal }))) as VersionPage;
    },
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });
}
