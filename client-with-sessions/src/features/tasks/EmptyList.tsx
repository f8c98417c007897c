import type { TaskStatus } from '../../api/types';
import styles from './TaskBoard.module.css';

const WORDS: Record<TaskStatus, { state: string; advice: string }> = {
  open: { state: 'Nothing left to do.', advice: 'Type the next thing above and press Enter.' },
  done: { state: 'Nothing done yet.', advice: 'Tick a task, and it is kept here.' },
  all: { state: 'No tasks yet.', advice: 'Type the first one above and press Enter.' },
};

/** Says what to do when there is nothing to show. */
export function EmptyList({ status }: { status: TaskStatus }) {
  const { state, advice } = WORDS[status];
  return (
    <p className={styles.status}>
      <strong>{state}</strong> {advice}
    </p>
  );
}
