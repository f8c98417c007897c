import { memo, useId } from 'react';
import type { Relations, Task } from '../../../api/types';
import { isClosed } from '../../../data/lists/lists';
import type { RefusedMutation } from '../../../data/outbox/pending';
import { useIsSelected } from '../../../selection/SelectionProvider';
import { useShowTaskMenu } from '../../../selection/TaskMenu';
import { classNames } from '../../../ui/classNames';
import { MoreIcon } from '../../../ui/icons';
import { Checkbox } from './Checkbox';
import { Refusal } from './Refusal';
import { RowConflict } from './RowConflict';
import { RowTitle } from './RowTitle';
import type { RowContext } from './rowContext';
import { TaskMeta } from './TaskMeta';
import styles from './TaskRow.module.css';
import type { ExitingRow } from './useExitingRows';
import type { TaskActions } from './useTaskActions';

interface Props {
  task: Task;
  rowContext: RowContext;
  relations: Relations | undefined;
  actions: TaskActions;
  onEdit: (task: Task, title?: string) => void;
  onOpen: (id: number) => void;
  /** Its details are shown beside the list. */
  isOpen: boolean;
  /** It has a pending mutation, and the server can't be reached. */
  waiting: boolean;
  exiting: ExitingRow['why'] | undefined;
  refused: RefusedMutation | undefined;
}

/**
 * A task on one line: checkbox, title, quiet metadata. Tab stops at the checkbox alone, which a screen
 * reader describes by the metadata; the arrows lead to the rest.
 */
export const TaskRow = memo(function TaskRow(props: Props) {
  const { task, rowContext, relations, actions, onEdit, onOpen, isOpen } = props;
  const { waiting, exiting, refused } = props;
  const closed = isClosed(task);
  const isSelected = useIsSelected(task.id);
  const showMenu = useShowTaskMenu();
  const meta = useId();
  return (
    <li
      data-task={task.id}
      data-selected={isSelected || undefined}
      data-draggable
      data-swipes
      className={classNames(
        styles.row,
        closed && styles.closed,
        isOpen && styles.open,
        isSelected && styles.selected,
        exiting && styles[exiting],
      )}
    >
      <div className={styles.inner}>
        <div className={styles.line}>
          <Checkbox
            label={task.title}
            checked={closed}
            describedBy={meta}
            onChange={(checked) => actions.setDone(task, checked)}
          />
          <div className={styles.words}>
            <RowTitle
              title={task.title}
              aria-label={`Details of ${task.title}`}
              aria-expanded={isOpen}
              onClick={() => onOpen(task.id)}
            />
            <span id={meta} className={styles.meta}>
              {isSelected && <span className="visually-hidden">Selected</span>}
              {waiting ? 'Waiting to be saved' : <TaskMeta {...{ task, rowContext, relations }} />}
            </span>
          </div>
          <div className={styles.buttons}>
            <button
              type="button"
              tabIndex={-1}
              className={styles.button}
              aria-label={`More for ${task.title}`}
              aria-haspopup="menu"
              onClick={({ currentTarget }) =>
                showMenu({ task: task.id, beside: currentTarget.getBoundingClientRect() })
              }
            >
              <MoreIcon />
            </button>
          </div>
        </div>
        {!isOpen && <RowConflict task={task} onEdit={onEdit} />}
        {refused && <Refusal refused={refused} actions={actions} onEdit={onEdit} />}
      </div>
    </li>
  );
});
