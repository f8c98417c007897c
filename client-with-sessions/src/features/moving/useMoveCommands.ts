import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Task } from '../../api/types';
import type { Command } from '../../commands/command';
import { duesOf, knownTasks, titleOfOnly } from '../../data/cache/titles';
import { useMutations } from '../../data/MutationsProvider';
import { duplicateTasks } from '../../data/mutations/duplicateTasks';
import { skipTask } from '../../data/mutations/skipTask';
import { updateTasks } from '../../data/mutations/updateTasks';
import { useSettings } from '../../data/queries/settings';
import { useToday } from '../../data/queries/today';
import { addDays, nextWeekday } from '../../format/days';
import { targetTasks } from '../../selection/rows';
import { useSelectionStore } from '../../selection/SelectionProvider';
import { useCopyTasks } from './useCopyTasks';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

interface Ways {
  linkTo: (id: number) => string;
  /** Asks whose subtasks these should become. */
  chooseParent: (ids: readonly number[]) => void;
  /** Asks for which day these should be made again. */
  chooseDay: (ids: readonly number[]) => void;
  openMenu: (id: number) => void;
}

/** Commands on every page for all selected tasks, or else for the one that has the focus. */
export function useMoveCommands({ linkTo, chooseParent, chooseDay, openMenu }: Ways): Command[] {
  const client = useQueryClient();
  const { mutate } = useMutations();
  const selection = useSelectionStore();
  const copy = useCopyTasks(linkTo);
  const today = useToday();
  const { settings } = useSettings();
  const weekStart = settings?.week_start ?? 'monday';

  return useMemo(() => {
    const targets = () => targetTasks(selection.ids());
    const onTargets = (act: (ids: readonly number[]) => void) => ({
      group: 'Tasks' as const,
      when: () => targets().length > 0,
      run() {
        const ids = targets();
        if (ids.length > 0) act(ids);
        return ids.length > 0;
      },
    });
    const plan = (planned: string) =>
      onTargets((ids) =>
        mutate(
          updateTasks({
            ids,
            patch: { planned },
            ...titleOfOnly(client, ids),
            ...duesOf(client, ids),
          }),
        ),
      );
    /** The only target, if it is an open task that repeats. */
    const repeating = (): Task | undefined => {
      const [task, ...others] = knownTasks(client, targets());
      const isOne = others.length === 0 && task?.status === 'open' && task.recurrence !== null;
      return isOne ? task : undefined;
    };
    return [
      {
        ...plan(addDays(today, 1)),
        id: 'task.planTomorrow',
        label: 'Plan for tomorrow',
        words: 'schedule postpone',
      },
      {
        ...plan(nextWeekday(today, WEEKDAYS.indexOf(weekStart) + 1)),
        id: 'task.planNextWeek',
        label: 'Plan for next week',
        words: 'schedule postpone',
      },
      {
        ...onTargets(chooseParent),
        id: 'task.partOf',
        label: 'Make a subtask of…',
        words: 'parent part nest indent',
      },
      {
        id: 'task.skip',
        group: 'Tasks',
        label: 'Skip this one',
        words: 'next repeat',
        when: () => repeating() !== undefined,
        run() {
          const task = repeating();
          if (task) mutate(skipTask({ task }));
          return task !== undefined;
        },
      },
      {
        ...onTargets((ids) => mutate(duplicateTasks({ ids, ...titleOfOnly(client, ids) }))),
        id: 'task.duplicate',
        label: 'Duplicate',
        words: 'copy clone again',
        keys: ['D'],
      },
      {
        ...onTargets(chooseDay),
        id: 'task.again',
        label: 'Make again…',
        words: 'repeat template duplicate copy reuse',
      },
      {
        ...onTargets(copy.links),
        id: 'task.copyLink',
        label: 'Copy link',
        words: 'address share',
      },
      {
        ...onTargets((ids) => void copy.markdown(ids)),
        id: 'task.copyMarkdown',
        label: 'Copy as Markdown',
        words: 'text share',
      },
      {
        ...onTargets(([id]) => id !== undefined && openMenu(id)),
        id: 'task.menu',
        label: 'Menu of the task',
        keys: ['.', 'ContextMenu'],
        keyOnly: true,
      },
      {
        ...onTargets(([id]) => id !== undefined && openMenu(id)),
        id: 'task.menuElsewhere',
        label: 'Menu of the task',
        keys: ['F10'],
        withShift: true,
        keyOnly: true,
        unlisted: true,
      },
    ];
  }, [client, mutate, selection, copy, today, weekStart, chooseParent, chooseDay, openMenu]);
}
