import { useMemo } from 'react';
import type { Task } from '../../api/types';
import { useShortcuts } from '../../ui/ShortcutsProvider';
import { taskShortcuts } from './shortcuts';
import type { TaskActions } from './useTaskActions';

interface Props {
  tasks: Task[] | undefined;
  actions: TaskActions;
  onEdit: (task: Task) => void;
  onHistory: (task: Task) => void;
}

/** The keys of the task list. */
export function TaskKeys({ tasks, actions, onEdit, onHistory }: Props) {
  const shortcuts = useMemo(() => {
    const withTask = (act: (task: Task) => void) => (id: number) => {
      const task = tasks?.find((candidate) => candidate.id === id);
      if (task) act(task);
    };
    return taskShortcuts({
      edit: withTask(onEdit),
      toggle: withTask((task) => actions.setDone(task, task.completed_at === null)),
      remove: withTask(actions.remove),
      showHistory: withTask(onHistory),
    });
  }, [tasks, actions, onEdit, onHistory]);
  useShortcuts(shortcuts);

  return null;
}
