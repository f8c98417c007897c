import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { taskKeys } from './tasks';

const isNewQuery = queryOptions({
  queryKey: [...taskKeys.details(), 'isNew'],
  queryFn: async ({ signal }) => {
    const query = { status: 'all', per_page: 1 } as const;
    const { total } = await unwrap(api.GET('/tasks', { params: { query }, signal }));
    return total === 0;
  },
});

/** Whether the account has no task at all; undefined until that is known. It is asked only where it matters. */
export function useIsNew(matters: boolean): boolean | undefined {
  const { data, isError } = useQuery({ ...isNewQuery, enabled: matters });
  return matters && !isError ? data : false;
}
