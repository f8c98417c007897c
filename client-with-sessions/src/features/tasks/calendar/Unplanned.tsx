import type { Task } from '../../../api/types';
import { minutesInWords } from '../../../format/amounts';
import { Button } from '../../../ui/Button';
import styles from './Calendar.module.css';
import { CalendarTask } from './CalendarTask';
import { UNPLANNED } from './useCalendarDrops';

interface Props {
  /** Undefined until they are loaded. */
  tasks: Task[] | undefined;
  /** Loads more, if there are more. */
  onMore: (() => void) | undefined;
}

/** The open tasks without a plan, the most urgent first, to be dragged to a day or a time. */
export function Unplanned({ tasks, onMore }: Props) {
  return (
    <section
      aria-label="Not planned"
      data-takes={UNPLANNED}
      data-column
      className={styles.unplanned}
    >
      <h2 className={styles.heading}>Not planned</h2>
      {tasks?.length === 0 && <p className={styles.hint}>Everything has its day.</p>}
      {tasks !== undefined && tasks.length > 0 && (
        <ul aria-label="Tasks that are not planned" className={styles.list}>
          {tasks.map((task) => (
            <CalendarTask
              key={task.id}
              task={task}
              remarks={task.estimate === null ? [] : [minutesInWords(task.estimate)]}
            />
          ))}
        </ul>
      )}
      {onMore && (
        <Button variant="quiet" onClick={onMore}>
          Show more
        </Button>
      )}
    </section>
  );
}
