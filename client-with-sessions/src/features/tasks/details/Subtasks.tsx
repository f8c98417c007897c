import { useMemo } from 'react';
import type { Task } from '../../../api/types';
import { isClosed } from '../../../data/lists/lists';
import { useMutations } from '../../../data/MutationsProvider';
import { updateTasks } from '../../../data/mutations/updateTasks';
import { useSubtasks } from '../../../data/queries/taskDetails';
import { Checkbox } from '../row/Checkbox';
import { SubtaskLine } from './SubtaskLine';
import styles from './TaskDetails.module.css';

interface Props {
  owner: number;
  task: Task;
  onOpen: (id: number) => void;
}

/** The subtasks of a task, to any depth, and a line to add more. */
export function Subtasks({ owner, task, onOpen }: Props) {
  const { subtasks, truncated } = useSubtasks(task.id);
  const { mutate } = useMutations();
  const rows = useMemo(() => (subtasks ? inTree(subtasks, task.id) : []), [subtasks, task.id]);
  const done = rows.filter((row) => isClosed(row.task)).length;

  const setDone = (subtask: Task, isDone: boolean) =>
    mutate(
      updateTasks({
        task: subtask,
        patch: {
          status: isDone ? 'done' : 'open',
          completed_at: isDone ? new Date().toISOString() : null,
        },
      }),
    );

  return (
    <section className={styles.part} aria-label="Subtasks">
      <h3 className={styles.name}>
        Subtasks
        {rows.length > 0 && (
          <span className={styles.count}>
            {done} of {rows.length} done
          </span>
        )}
      </h3>
      {task.parent_id !== null && (
        <button
          type="button"
          className={styles.link}
          onClick={() => task.parent_id !== null && onOpen(task.parent_id)}
        >
          Open the parent task
        </button>
      )}
      {rows.length > 0 && (
        <ul aria-label="Subtasks" className={styles.subtasks}>
          {rows.map(({ task: subtask, depth }, index) => (
            <li
              key={subtask.id || `draft-${index}`}
              className={styles.subtask}
              style={{ paddingInlineStart: `${Math.min(depth, 8) * 16}px` }}
            >
              <Checkbox
                label={subtask.title}
                checked={isClosed(subtask)}
                {...(subtask.id > 0 && { onChange: (isDone) => setDone(subtask, isDone) })}
              />
              <button
                type="button"
                className={styles.subtaskTitle}
                dir="auto"
                aria-label={`Details of ${subtask.title}`}
                data-closed={isClosed(subtask) || undefined}
                disabled={subtask.id === 0}
                onClick={() => onOpen(subtask.id)}
              >
                {subtask.title}
              </button>
            </li>
          ))}
        </ul>
      )}
      {truncated && <p className={styles.hint}>There are more subtasks than can be shown.</p>}
      <SubtaskLine owner={owner} parent={task.id} />
    </section>
  );
}

interface Row {
  task: Task;
  depth: number;
}

/** The tasks below one as a tree, flattened: each is followed by its own subtasks. */
export function inTree(tasks: Task[], parent: number, depth = 0): Row[] {
  return tasks
    .filter((task) => task.parent_id === parent)
    .flatMap((task) => [
      { task, depth },
      ...(task.id > 0 ? inTree(tasks, task.id, depth + 1) : []),
    ]);
}
