import type { Task } from '../../../api/types';
import { SOMEDAY } from '../../../data/lists/lists';
import { useMutations } from '../../../data/MutationsProvider';
import { updateTasks } from '../../../data/mutations/updateTasks';
import { useToday } from '../../../data/queries/today';
import { Button } from '../../../ui/Button';
import { tasksInWords } from '../../../words/tasks';
import styles from './TaskDetails.module.css';

/** From this many times on, the details offer to do something about it. */
const OFTEN = 3;

interface Props {
  task: Task;
  /** Goes to the line that adds a subtask. */
  onSmaller: () => void;
}

/** Of a task that was put off again and again: what can be done about it, each with one press and one undo. */
export function PutOffCard({ task, onSmaller }: Props) {
  const { mutate } = useMutations();
  const today = useToday();
  if (task.status !== 'open' || task.put_off < OFTEN) return null;
  const { id, title, tags, recurrence } = task;
  const isPutAway = tags.includes(SOMEDAY);
  return (
    <section className={styles.part} aria-label={`Put off ${task.put_off} times`}>
      <h3 className={styles.name}>Put off {task.put_off} times</h3>
      <p className={styles.hint}>Is it too large, or no longer wanted?</p>
      <div className={styles.actions}>
        <Button
          variant="quiet"
          onClick={() => mutate(updateTasks({ task, patch: { planned: today } }))}
        >
          Do it today
        </Button>
        <Button variant="quiet" onClick={onSmaller}>
          Make it smaller
        </Button>
        {!isPutAway && (
          <Button
            variant="quiet"
            onClick={() =>
              mutate(
                updateTasks({
                  ids: [id],
                  // What repeats needs its due.
                  patch: {
                    planned: null,
                    ...(recurrence === null && { due: null }),
                    add_tags: [SOMEDAY],
                  },
                  title,
                  label: `Put away for someday: ${tasksInWords(1, title)}`,
                }),
              )
            }
          >
            Someday
          </Button>
        )}
        <Button
          variant="quiet"
          onClick={() => mutate(updateTasks({ task, patch: { status: 'dropped' } }))}
        >
          Drop
        </Button>
      </div>
    </section>
  );
}
