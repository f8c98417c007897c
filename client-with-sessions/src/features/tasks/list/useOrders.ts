import { useMemo } from 'react';
import type { Task } from '../../../api/types';
import { timeOn } from '../../../data/lists/dayOrder';
import type { Source } from '../../../data/lists/lists';
import { useLocalOf } from '../../../data/queries/today';
import type { Side } from '../../../selection/Drops';
import type { Section } from './sections';
import type { Part } from './stepBeside';
import { useDayOrder } from './useDayOrder';
import { useManualOrder } from './useManualOrder';
import { whyFixed, whyUnordered } from './whyUnordered';

/** The orders by hand that a list has: its own, or one for each of its days. */
export interface Orders {
  /** Moves tasks beside another of an order; undefined if there is none. */
  move: ((ids: readonly number[], beside: number, side: Side) => void) | undefined;
  /** Whether others can be moved beside this task. */
  has: (id: number) => boolean;
  /** The parts through which these can be moved, if they can. */
  partsFor: (ids: readonly number[]) => readonly Part[] | undefined;
  /** Why they can't. */
  why: (ids: readonly number[]) => string;
}

export function useOrders(
  source: Source,
  tasks: Task[] | undefined,
  parts: Section[] | undefined,
  wantFocus: (id: number) => void,
): Orders {
  const moveInList = useManualOrder(source, wantFocus);
  const moveInDay = useDayOrder(wantFocus);
  const localOf = useLocalOf();

  return useMemo((): Orders => {
    if (source.kind !== 'agenda') {
      return {
        move: moveInList,
        has: () => moveInList !== undefined,
        partsFor: () => moveInList && (parts ?? [{ tasks: tasks ?? [] }]),
        why: () => (source.kind === 'inbox' ? '' : whyUnordered(source)),
      };
    }
    const partOf = (id: number) => parts?.find(({ tasks }) => tasks.some((task) => task.id === id));
    const days = (parts ?? []).flatMap(({ day, tasks }) => {
      if (day === undefined) return [];
      return { tasks: tasks.filter((task) => timeOn(task, day, localOf) === undefined) };
    });
    const holds = ({ tasks }: Part, id: number) => tasks.some((task) => task.id === id);
    return {
      move(ids, beside, side) {
        const day = partOf(beside)?.day;
        if (day !== undefined) moveInDay(day, ids, beside, side);
      },
      has: (id) => days.some((day) => holds(day, id)),
      partsFor(ids) {
        const day = days.find((one) => ids.every((id) => holds(one, id)));
        return day && [day];
      },
      why: (ids) => whyFixed(ids.map((id) => partOf(id)?.day)),
    };
  }, [source, tasks, parts, moveInList, moveInDay, localOf]);
}
