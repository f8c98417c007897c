import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { titleOfOnly } from '../../../data/cache/titles';
import { rulesOf, type Source } from '../../../data/lists/lists';
import { useMutations } from '../../../data/MutationsProvider';
import { moveTasks } from '../../../data/mutations/moveTasks';
import type { Side } from '../../../selection/Drops';
import { focusedTask } from '../row/rowFocus';

/** Moves tasks beside another of the list; undefined if the list has no manual order. */
export function useManualOrder(source: Source, wantFocus: (id: number) => void) {
  const client = useQueryClient();
  const { mutate } = useMutations();
  const { placed } = rulesOf(source, '');

  return useMemo(() => {
    if (placed === undefined) return undefined;
    return (ids: readonly number[], beside: number, side: Side) => {
      if (ids.includes(beside)) return;
      const comesAfter = (side === 'below') === (placed === 'firstToLast');
      const place = comesAfter ? { after: beside } : { before: beside };
      const focused = focusedTask();
      mutate(moveTasks({ ids, place, ...titleOfOnly(client, ids) }));
      // An element that is moved within the document loses the focus.
      if (focused !== undefined && ids.includes(focused)) wantFocus(focused);
    };
  }, [client, mutate, placed, wantFocus]);
}
