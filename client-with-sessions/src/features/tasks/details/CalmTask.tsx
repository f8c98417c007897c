import { useMemo } from 'react';
import type { Task, TaskPatch } from '../../../api/types';
import { isClosed } from '../../../data/lists/lists';
import { useMutations } from '../../../data/MutationsProvider';
import { updateTasks } from '../../../data/mutations/updateTasks';
import { useSubtasks } from '../../../data/queries/taskDetails';
import { ReadMarkdown } from '../../../markdown/ReadMarkdown';
import { Checkbox } from '../row/Checkbox';
import styles from './CalmTask.module.css';
import { inTree } from './Subtasks';

/** The description and the subtasks of a task, to be read and ticked. */
export function CalmTask({ task }: { task: Task }) {
  const { subtasks } = useSubtasks(task.id);
  const { mutate } = useMutations();
  const rows = useMemo(() => (subtasks ? inTree(subtasks, task.id) : []), [subtasks, task.id]);
  const save = (seen: Task, patch: TaskPatch) => mutate(updateTasks({ task: seen, patch }));
  const setDone = (seen: Task, isDone: boolean) =>
    save(seen, {
      status: isDone ? 'done' : 'open',
      completed_at: isDone ? new Date().toISOString() : null,
    });

  return (
    <>
      {task.description !== null && (
        <ReadMarkdown
          label="Description"
          text={task.description}
          onChange={(description) => save(task, { description })}
        />
      )}
      {rows.length > 0 && (
        <ul aria-label="Subtasks" className={styles.subtasks}>
          {rows.map(({ task: subtask, depth }) => (
            <li
              key={subtask.id}
              className={styles.subtask}
              style={{ paddingInlineStart: `${Math.min(depth, 4) * 16}px` }}
            >
              <Checkbox
                label={subtask.title}
                checked={isClosed(subtask)}
                onChange={(isDone) => setDone(subtask, isDone)}
              />
              <span
                className={styles.title}
                dir="auto"
                data-closed={isClosed(subtask) || undefined}
              >
                {subtask.title}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
