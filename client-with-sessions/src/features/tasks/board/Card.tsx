import { memo } from 'react';
import type { Relations, Task } from '../../../api/types';
import { isClosed } from '../../../data/lists/lists';
import { useIsSelected } from '../../../selection/SelectionProvider';
import { classNames } from '../../../ui/classNames';
import { Menu } from '../../../ui/Menu';
import type { MenuItem } from '../../../ui/MenuList';
import type { RowContext } from '../row/rowContext';
import { TaskMeta } from '../row/TaskMeta';
import styles from './Board.module.css';
import type { BoardActions } from './boardCommands';

interface Props {
  task: Task;
  column: string;
  rowContext: RowContext;
  relations: Relations | undefined;
  actions: BoardActions;
}

/** A task on the board: its title, its metadata, and the menu that moves it. */
export const Card = memo(function Card(props: Props) {
  const { task, column, rowContext, relations, actions } = props;
  const isSelected = useIsSelected(task.id);
  const others = actions.columns.list.filter(({ id }) => id !== column);
  const items = others.map(
    ({ id, title }): MenuItem => ({
      label: `Move to ${title}`,
      run: () => actions.moveCard(task.id, id),
    }),
  );

  return (
    <li
      data-task={task.id}
      data-selected={isSelected || undefined}
      data-draggable
      className={classNames(
        styles.card,
        isClosed(task) && styles.closed,
        isSelected && styles.selected,
      )}
    >
      <button
        type="button"
        data-title
        className={styles.text}
        dir="auto"
        onClick={() => actions.open(task.id)}
      >
        {task.title}
        {isSelected && <span className="visually-hidden">, selected</span>}
      </button>
      <span className={styles.meta}>
        <TaskMeta {...{ task, rowContext, relations }} />
      </span>
      <span className={styles.menu}>
        <Menu label={`Move ${task.title}`} items={items} />
      </span>
    </li>
  );
});
