import type { Task } from '../../../api/types';
import { useConflict } from '../../../data/useConflict';
import { loadable } from '../../../ui/loadable';
import styles from './Refusal.module.css';
import { focusTask } from './rowFocus';

const { Component: ConflictChoice } = loadable(
  async () => (await import('../conflict/ConflictChoice')).ConflictChoice,
);

interface Props {
  task: Task;
  onEdit: (task: Task, title: string) => void;
}

/** What was changed here and elsewhere, below the row. */
export function RowConflict({ task, onEdit }: Props) {
  const mine = useConflict(task);
  if (!mine) return null;
  return (
    <div className={styles.conflict}>
      <ConflictChoice
        {...{ task, mine }}
        onEdit={(title) => onEdit(task, title)}
        onChosen={(fields) => {
          if (fields.length === Object.keys(mine).length) focusTask(task.id);
        }}
      />
    </div>
  );
}
