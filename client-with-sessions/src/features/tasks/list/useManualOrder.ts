import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { knownTasks, titleOfOnly } from '../../../data/cache/titles';
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
      const section = source.kind === 'project' ? sectionToEnter(client, ids, beside) : undefined;
      mutate(moveTasks({ ids, place, section, ...titleOfOnly(client, ids) }));
      // An element that is moved within the document loses the focus.
      if (focused !== undefined && ids.includes(focused)) wantFocus(focused);
    };
  }, [client, mutate, source, placed, wantFocus]);
}

/** The section that tasks enter when they are moved beside another; undefined if they are in it already. */
function sectionToEnter(
  client: QueryClient,
  ids: readonly number[],
  beside: number,
): number | null | undefined {
  const [neighbour] = knownTasks(client, [beside]);
  if (!neighbour) return undefined;
  const { section_id: section } = neighbour;
  return knownTasks(client, ids).some((task) => task.section_id !== section) ? section : undefined;
}
