import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, unwrap } from '../../api/client';
import type { SavedView } from '../../api/types';
import { placed } from '../lists/placed';
import type { TaskChange } from '../mutations/changes';
import { usePendingChanges } from '../outbox/pending';

export const viewKeys = { all: ['views'] as const };

/** Every saved view, in their manual order. */
export const viewsQuery = queryOptions({
  queryKey: viewKeys.all,
  queryFn: async ({ signal }) => (await unwrap(api.GET('/views', { signal }))).views,
  staleTime: 60_000,
  refetchOnWindowFocus: 'always',
});

/** The saved views as they are to be shown, with what is on its way. */
export function useViews() {
  const query = useQuery(viewsQuery);
  const pending = usePendingChanges();
  const { data } = query;
  const views = useMemo(() => data && pending.reduce(withChange, data), [data, pending]);
  return { query, views };
}

function withChange(views: SavedView[], change: TaskChange): SavedView[] {
  switch (change.kind) {
    case 'updateView': {
      // What it shows may be refused: a list can't be asked for it before.
      const { name } = change.patch;
      if (name === undefined) return views;
      return views.map((view) => (view.id === change.view.id ? { ...view, name } : view));
    }
    case 'deleteView':
      return views.filter(({ id }) => id !== change.view.id);
    case 'moveView':
      return placed(views, change.view.id, change.place);
    default:
      return views;
  }
}
