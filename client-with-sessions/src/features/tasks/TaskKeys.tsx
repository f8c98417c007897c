import { useMemo, useState } from 'react';
import type { Task } from '../../api/types';
import { useToasts } from '../../ui/Toasts';
import { KeysDialog } from './KeysDialog';
import { taskShortcuts } from './shortcuts';
import { useShortcuts } from './useShortcuts';
import type { TaskActions } from './useTaskActions';

interface Props {
  tasks: Task[] | undefined;
  actions: TaskActions;
  onEdit: (task: Task) => void;
}

/** The keys of the task list, and the dialog that names them. */
export function TaskKeys({ tasks, actions, onEdit }: Props) {
  const { undoLatest } = useToasts();
  const [isShown, setShown] = useState(false);

  const shortcuts = useMemo(() => {
    const withTask = (act: (task: Task) => void) => (id: number) => {
      const task = tasks?.find((candidate) => candidate.id === id);
      if (task) act(task);
    };
    return taskShortcuts({
      edit: withTask(onEdit),
      toggle: withTask((task) => actions.setDone(task, task.completed_at === null)),
      remove: withTask(actions.remove),
      undo: undoLatest,
      showKeys: () => setShown(true),
    });
  }, [tasks, actions, onEdit, undoLatest]);
  useShortcuts(shortcuts);

  return isShown && <KeysDialog shortcuts={shortcuts} onClose={() => setShown(false)} />;
}
