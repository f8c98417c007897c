import type { Relations, Task } from '../../../api/types';
import type { RowContext } from '../row/rowContext';
import styles from './Board.module.css';
import type { BoardActions } from './boardCommands';
import { Card } from './Card';
import type { Column as ColumnOf } from './columns';

interface Props {
  column: ColumnOf;
  tasks: Task[];
  rowContext: RowContext;
  relations: ReadonlyMap<number, Relations>;
  actions: BoardActions;
}

/** A column of the board; cards can be dropped anywhere in it, and between its cards if they are in manual order. */
export function Column({ column, tasks, rowContext, relations, actions }: Props) {
  const { id, title } = column;
  return (
    <section
      aria-label={title}
      data-column={id}
      data-takes={id}
      data-ordered={actions.whyNot(id) === undefined || undefined}
      className={styles.column}
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
