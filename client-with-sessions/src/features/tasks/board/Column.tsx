import { type DragEvent, useState } from 'react';
import type { Relations, Task } from '../../../api/types';
import { classNames } from '../../../ui/classNames';
import { DRAGGED, draggedTasks } from '../list/dragging';
import type { RowContext } from '../row/rowContext';
import styles from './Board.module.css';
import type { BoardActions } from './boardCommands';
import { Card } from './Card';
import type { ColumnId } from './columns';

interface Props {
  id: ColumnId;
  title: string;
  tasks: Task[];
  rowContext: RowContext;
  relations: ReadonlyMap<number, Relations>;
  actions: BoardActions;
}

/** A column of the board; cards can be dropped anywhere in it. */
export function Column({ id, title, tasks, rowContext, relations, actions }: Props) {
  const [isOver, setOver] = useState(false);

  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes(DRAGGED)) return;
    event.preventDefault();
    setOver(true);
  };
  const onDragLeave = ({ currentTarget, relatedTarget }: DragEvent) => {
    if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    actions.move(draggedTasks(event.dataTransfer), id);
  };

  return (
    <section
      aria-label={title}
      data-column={id}
      className={classNames(styles.column, isOver && styles.over)}
      onDragOver={onDragOver}
      onDragLeave={onDragLeave}
      onDrop={onDrop}
    >
      <h2 className={styles.title}>
        {title} <span className={styles.count}>{tasks.length > 0 && tasks.length}</span>
      </h2>
      <ul aria-label={`${title}: tasks`} className={styles.cards}>
        {tasks.map((task) => (
          <Card
            key={task.id}
            task={task}
            column={id}
            rowContext={rowContext}
            relations={relations.get(task.id)}
            actions={actions}
          />
        ))}
      </ul>
    </section>
  );
}
