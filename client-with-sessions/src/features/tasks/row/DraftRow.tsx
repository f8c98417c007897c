import type { Task } from '../../../api/types';
import { Checkbox } from './Checkbox';
import type { RowContext } from './rowContext';
import { TaskMeta } from './TaskMeta';
import styles from './TaskRow.module.css';

interface Props {
  task: Task;
  rowContext: RowContext;
  waiting: boolean;
}

/** A typed task that is not created yet, so it has no actions. */
export function DraftRow({ task, rowContext, waiting }: Props) {
  return (
    <li className={styles.row}>
      <div className={styles.inner}>
        <div className={styles.line}>
          <Checkbox label={task.title} checked={false} />
          <div className={styles.words}>
            <span className={styles.title}>
              <span className={styles.text} dir="auto">
                {task.title}
              </span>
            </span>
            <span className={styles.meta}>
              {waiting ? 'Waiting to be saved' : <TaskMeta task={task} rowContext={rowContext} />}
            </span>
          </div>
        </div>
      </div>
    </li>
  );
}
