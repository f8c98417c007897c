import { useMemo } from 'react';
import type { Task, TaskPatch } from '../../../api/types';
import { useMutations } from '../../../data/MutationsProvider';
import { deleteTask } from '../../../data/mutations/deleteTask';
import { updateTasks } from '../../../data/mutations/updateTasks';
import { useOpenTask } from '../../../selection/OpenTask';
import { useKeptFocus } from './useKeptFocus';

/** What can be done to the tasks of the calendar; each shows at once. */
export function useCalendarActions() {
  const { mutate } = useMutations();
  const { open } = useOpenTask();
  const keepFocus = useKeptFocus();

  return useMemo(() => {
    const change = (task: Task, patch: TaskPatch) => {
      keepFocus(task.id);
      mutate(updateTasks({ task, patch }));
    };
    return {
      open,
      plan: (task: Task, planned: string | null) => {
        if (planned !== task.planned) change(task, { planned });
      },
      stretch: (task: Task, estimate: number) => change(task, { estimate }),
      setDone: (task: Task, done: boolean) =>
        change(task, {
          completed_at: done ? new Date().toISOString() : null,
          status: done ? 'done' : 'open',
        }),
      remove: (task: Task) => mutate(deleteTask({ task })),
    };
  }, [mutate, open, keepFocus]);
}
