import { memo } from 'react';
import type { Task } from '../../api/types';
import type { FailedChange } from '../../changes/queue';
import { classNames } from '../../ui/classNames';
import { Day } from '../../ui/Day';
import { NoteIcon, TrashIcon } from '../../ui/icons';
import { Checkbox } from './Checkbox';
import { Refusal } from './Refusal';
import styles from './TaskRow.module.css';
import type { TypedText } from './useEditing';
import type { Leaving } from './useLeaving';
import type { TaskActions } from './useTaskActions';

interface Props {
  task: Task;
  actions: TaskActions;
  onEdit: (task: Task, typed?: TypedText) => void;
  /** It was changed, and the server can't be reached to tell it so. */
  waiting: boolean;
  leaving: Leaving['why'] | undefined;
  failure: FailedChange | undefined;
}

/** A task on one line: checkbox, title, quiet metadata. */
export const TaskRow = memo(function TaskRow({
  task,
  actions,
  onEdit,
  waiting,
  leaving,
  failure,
}: Props) {
  const done = task.completed_at !== null;
  return (
    <li
      data-task={task.id}
      className={classNames(styles.row, done && styles.done, leaving && styles[leaving])}
    >
      <div className={styles.inner}>
        <div className={styles.line}>
          <Checkbox
            label={task.title}
            checked={done}
            onChange={(checked) => actions.setDone(task, checked)}
          />
          <button
            type="button"
            className={styles.title}
            aria-label={`Edit ${task.title}`}
            onClick={() => onEdit(task)}
          >
            <span className={styles.text}>{task.title}</span>
          </button>
          <span className={styles.meta}>
            {task.description !== null && (
              <span className={styles.note} title="Has a description">
                <NoteIcon />
                <span className="visually-hidden">Has a description</span>
              </span>
            )}
            {waiting ? (
              'Waiting to be saved'
            ) : (
              <span className={styles.day}>
                <Day at={task.completed_at ?? task.created_at} />
              </span>
            )}
          </span>
          <button
            type="button"
            className={styles.delete}
            aria-label={`Delete ${task.title}`}
            onClick={() => actions.remove(task)}
          >
            <TrashIcon />
          </button>
        </div>
        {failure && <Refusal failure={failure} actions={actions} onEdit={onEdit} />}
      </div>
    </li>
  );
});
