import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { knownTasks, titleOfOnly } from '../../../data/cache/titles';
import { ownDay, timeOn } from '../../../data/lists/dayOrder';
import { useMutations } from '../../../data/MutationsProvider';
import { moveTasks } from '../../../data/mutations/moveTasks';
import { useLocalOf } from '../../../data/queries/today';
import type { Side } from '../../../selection/Drops';
import { useToasts } from '../../../ui/Toasts';
import { focusedTask } from '../row/rowFocus';
import { TIMED } from './whyUnordered';

/** Moves tasks beside another of a day, for which they are planned then. */
export function useDayOrder(wantFocus: (id: number) => void) {
  const client = useQueryClient();
  const { mutate } = useMutations();
  const toasts = useToasts();
  const localOf = useLocalOf();

  return useCallback(
    (day: string, ids: readonly number[], beside: number, side: Side) => {
      if (ids.includes(beside)) return;
      const tasks = knownTasks(client, ids);
      const planned = tasks.filter((task) => ownDay(task, localOf) !== day);
      const areTimed = tasks.every((task) => timeOn(task, day, localOf) !== undefined);
      if (planned.length === 0 && areTimed) return void toasts.show({ message: TIMED });
      const place = side === 'below' ? { after: beside } : { before: beside };
      const focused = focusedTask();
      mutate(moveTasks({ ids, place, day, planned, ...titleOfOnly(client, ids) }));
      // An element that is moved within the document loses the focus.
      if (focused !== undefined && ids.includes(focused)) wantFocus(focused);
    },
    [client, mutate, toasts, localOf, wantFocus],
  );
}
