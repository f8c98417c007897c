import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, unwrap } from '../../api/client';
import type { Relations } from '../../api/types';
import { taskKeys } from './tasks';

/** The most tasks that one request may name. */
const MOST = 1_000;

/** The parents of the shown tasks and the progress of their subtasks, by task id. */
export function useRelations(tasks: readonly { id: number }[]): ReadonlyMap<number, Relations> {
  const ids = useMemo(() => idsOf(tasks), [tasks]);
  const { data } = useQuery({
    queryKey: taskKeys.relations(ids),
    queryFn: async ({ signal }) => {
      const params = { query: { ids } };
      return (await unwrap(api.GET('/tasks/relations', { params, signal }))).relations;
    },
    enabled: ids !== '',
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  return useMemo(() => new Map(data?.map((relations) => [relations.id, relations])), [data]);
}

/** Sorted, so that sorting the list differently fetches nothing new. */
function idsOf(tasks: readonly { id: number }[]): string {
  const ids = tasks.map(({ id }) => id).filter((id) => id > 0);
  return ids
    .toSorted((a, b) => a - b)
    .slice(0, MOST)
    .join(',');
}
