import { useMemo } from 'react';
import type { Task } from '../../../api/types';
import { timeOn } from '../../../data/lists/dayOrder';
import type { Source } from '../../../data/lists/lists';
import { useLocalOf } from '../../../data/queries/today';
import type { Side } from '../../../selection/Drops';
import type { Section } from './sections';
import { useDayOrder } from './useDayOrder';
import { useManualOrder } from './useManualOrder';
import { whyFixed, whyUnordered } from './whyUnordered';

/** The orders by hand that a list has: its own, or one for each of its days. */
export interface Orders {
  /** The tasks of each order. */
  tasks: Task[][];
  /** Moves tasks beside another of an order; undefined if there is none. */
  move: ((ids: readonly number[], beside: number, side: Side) => void) | undefined;
  /** Why these can't be moved by hand, if no order has all of them. */
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
      const why = () => (source.kind === 'inbox' ? '' : whyUnordered(source));
      return { tasks: moveInList && tasks ? [tasks] : [], move: moveInList, why };
    }
    const days = (parts ?? []).flatMap(({ day, tasks }) => {
      if (day === undefined) return [];
      return { day, tasks: tasks.filter((task) => timeOn(task, day, localOf) === undefined) };
    });
    const partOf = (id: number) => parts?.find(({ tasks }) => tasks.some((task) => task.id === id));
    return {
      tasks: days.map((one) => one.tasks),
      move(ids, beside, side) {
        const day = partOf(beside)?.day;
        if (day !== undefined) moveInDay(day, ids, beside, side);
      },
      why: (ids) => whyFixed(ids.map((id) => partOf(id)?.day)),
    };
  }, [source, tasks, parts, moveInList, moveInDay, localOf]);
}

/** The order that has all of these tasks. */
export function orderOf(orders: Orders, ids: readonly number[]): Task[] | undefined {
  return orders.tasks.find((order) => ids.every((id) => order.some((task) => task.id === id)));
}
