import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';

export const tagKeys = { all: ['tags'] as const };

/** The tags by name, each with its number of open tasks. */
export const tagsQuery = queryOptions({
  queryKey: tagKeys.all,
  queryFn: async ({ signal }) => (await unwrap(api.GET('/tags', { signal }))).tags,
  staleTime: 60_000,
});
