import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { taskKeys } from './tasks';

export const reviewKeys = {
  all: ['reviews'] as const,
  period: (period: string) => [...reviewKeys.all, period] as const,
};

/** The review of a day, such as 2026-11-28, or of a week, such as 2026-W48. */
export function reviewQuery(period: string) {
  return queryOptions({
    queryKey: reviewKeys.period(period),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/reviews/{period}', { params: { path: { period } }, signal })),
    refetchOnWindowFocus: 'always',
  });
}

/** How many tasks a query finds. */
export function totalQuery(q: string) {
  return queryOptions({
    queryKey: [...taskKeys.details(), 'total', q],
    queryFn: async ({ signal }) => {
      const params = { query: { q, per_page: 1 } };
      return (await unwrap(api.GET('/tasks', { params, signal }))).total;
    },
  });
}

export function useTotal(q: string): number | undefined {
  return useQuery(totalQuery(q)).data;
}
