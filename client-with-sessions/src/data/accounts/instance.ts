import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';

export const instanceKeys = { all: ['instance'] as const };

/** What the server tells anyone about itself. */
export const instanceQuery = queryOptions({
  queryKey: instanceKeys.all,
  queryFn: ({ signal }) => unwrap(api.GET('/instance', { signal })),
  staleTime: 60_000,
});
