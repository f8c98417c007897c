import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { habitKeys } from './habits';

/** The pauses, the latest first. */
export const pausesQuery = queryOptions({
  queryKey: habitKeys.pauses(),
  queryFn: async ({ signal }) => (await unwrap(api.GET('/pauses', { signal }))).pauses,
});

/** The pauses, the latest first. */
export function usePauses() {
  return useQuery(pausesQuery);
}
