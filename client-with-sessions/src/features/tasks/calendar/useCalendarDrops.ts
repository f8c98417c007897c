import { useMemo } from 'react';
import type { Task } from '../../../api/types';
import { plannedOn } from '../../../data/lists/planned';
import { useMutations } from '../../../data/MutationsProvider';
import { updateTasks } from '../../../data/mutations/updateTasks';
import { useDrops } from '../../../selection/Drops';
import { groupBy } from '../../../ui/groupBy';

/** What takes tasks out of the plan, as its `data-takes` names it. */
export const UNPLANNED = 'unplanned';

/** What takes tasks for a day and leaves them their time. */
export function onDay(date: string): string {
  return `day ${date}`;
}

/** Takes the tasks that are dropped on a time, a day, or beside the days. */
export function useCalendarDrops(
  find: (id: number) => Task | undefined,
  plan: (task: Task, planned: string | null) => void,
): void {
  const { mutate } = useMutations();
  const drops = useMemo(() => {
    const into = (ids: readonly number[], part: string) => {
      const tasks = ids.flatMap((id) => find(id) ?? []);
      const [only, ...others] = tasks;
      if (only && others.length === 0) return plan(only, planFor(only, part));
      for (const [planned, some] of groupBy(tasks, (task) => planFor(task, part))) {
        const dues = some.flatMap(({ due }) => due ?? []);
        mutate(updateTasks({ ids: some.map(({ id }) => id), patch: { planned }, dues }));
      }
    };
    return { into, takesParts: false };
  }, [find, plan, mutate]);
  useDrops(drops);
}

/** The plan of a task that is dropped on a part of the calendar. */
export function planFor(task: Pick<Task, 'planned'>, part: string): string | null {
  if (part === UNPLANNED) return null;
  const day = /^day (.*)$/.exec(part)?.[1];
  return day === undefined ? part : plannedOn(task, day);
}
