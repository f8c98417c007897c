import { useMemo } from 'react';
import type { SavedView } from '../../api/types';
import type { GroupKey } from '../../data/lists/arrangement';
import { useMutations } from '../../data/MutationsProvider';
import { updateView } from '../../data/mutations/updateView';
import type { Arranging } from '../../features/tasks/list/arranging';

/** What the results of a query can be grouped by. */
export const QUERY_GROUPS: readonly GroupKey[] = [
  'project',
  'priority',
  'tag',
  'day',
  'due',
  'planned',
  'completed',
  'status',
];

/** A saved view is arranged by its own query. */
export function useArrangingView(view: SavedView | undefined): Arranging | undefined {
  const { mutate } = useMutations();
  return useMemo(
    () =>
      view && {
        groups: QUERY_GROUPS,
        query: view.query,
        save: (query) => mutate(updateView({ view, patch: { query } })),
      },
    [view, mutate],
  );
}
