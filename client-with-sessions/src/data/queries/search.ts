import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { taskKeys } from './tasks';

const searchKeys = {
  /** Under the tasks, so that it is refetched with them. */
  found: (words: string) => [...taskKeys.all, 'found', words] as const,
  check: (q: string) => ['query', 'check', q] as const,
  fields: ['query', 'fields'] as const,
};

/** The tasks that contain the words, best first, including closed ones. */
export function foundTasksQuery(words: string, most: number) {
  return queryOptions({
    queryKey: searchKeys.found(words),
    queryFn: async ({ signal }) => {
      const query = { q: words, status: 'all', per_page: most } as const;
      return (await unwrap(api.GET('/tasks', { params: { query }, signal }))).tasks;
    },
    enabled: words !== '',
    retry: false,
  });
}

/** Whether the server understands a query; fails with what is wrong. */
export function checkQuery(q: string) {
  return queryOptions({
    queryKey: searchKeys.check(q),
    queryFn: async ({ signal }) => {
      const params = { query: { q, per_page: 1 } };
      await unwrap(api.GET('/tasks', { params, signal }));
      return true;
    },
    enabled: q !== '',
    // The answer never changes.
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** The fields of the query language; they change only with the server. */
export const queryFieldsQuery = queryOptions({
  queryKey: searchKeys.fields,
  queryFn: ({ signal }) => unwrap(api.GET('/query/fields', { signal })),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
});
