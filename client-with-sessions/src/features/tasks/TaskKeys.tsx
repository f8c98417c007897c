import { useMemo } from 'react';
import type { Task } from '../../api/types';
import { useCommands } from '../../commands/CommandsProvider';
import { addDays } from '../../ui/days';
import { taskCommands } from './taskCommands';
import type { TaskActions } from './useTaskActions';

interface Props {
  tasks: Task[] | undefined;
  today: string;
  actions: TaskActions;
  onEdit: (task: Task) => void;
  onOpen: (id: number) => void;
  onHistory: (task: Task) => void;
}

/** The keys of the task list. */
export function TaskKeys({ tasks, today, actions, onEdit, onOpen, onHistory }: Props) {
  const commands = useMemo(() => {
    const withTask = (act: (task: Task) => void) => (id: number) => {
      const task = tasks?.find((candidate) => candidate.id === id);
      if (task) act(task);
    };
    const planBy = (days: number) =>
      withTask((task) => actions.plan(task, movedBy(task, days, today)));
    return taskCommands({
      edit: withTask(onEdit),
      open: onOpen,
      toggle: withTask((task) => actions.setDone(task, task.completed_at === null)),
      remove: withTask(actions.remove),
      showHistory: withTask(onHistory),
      planToday: withTask((task) => actions.plan(task, today)),
      planLater: planBy(1),
      planEarlier: planBy(-1),
    });
  }, [tasks, today, actions, onEdit, onOpen, onHistory]);
  useCommands(commands);

  return null;
}

/** The day that a task is moved to from where the agenda shows it, never into the past. */
export function movedBy({ planned, due }: Task, days: number, today: string): string {
  const day = planned ?? due?.slice(0, 10) ?? today;
  const from = day < today ? today : day;
  const to = addDays(from, days);
  return to < today ? today : to;
}
