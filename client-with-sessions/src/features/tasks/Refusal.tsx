import { isSessionEnded, toProblem } from '../../api/errors';
import type { Task } from '../../api/types';
import type { FailedChange } from './changeQueue';
import { failureInWords, type TaskChange } from './changes';
import styles from './Refusal.module.css';
import type { TaskActions } from './useTaskActions';

interface Props {
  failure: FailedChange;
  actions: TaskActions;
  onEdit?: (task: Task, typed: { title: string; description: string }) => void;
}

/** Says beside a row what the server refused, and what can be done about it. */
export function Refusal({ failure: { change, error }, actions, onEdit }: Props) {
  const typed = typedText(change);
  return (
    <div className={styles.refusal}>
      <p role="alert">
        {failureInWords(change)}.{' '}
        {isSessionEnded(error) ? 'Your session had ended.' : toProblem(error).message}
      </p>
      <div className={styles.choices}>
        <button type="button" onClick={() => actions.retry(change)}>
          Try again
        </button>
        {onEdit && typed && change.kind === 'update' && (
          <button
            type="button"
            onClick={() => {
              actions.forget(change);
              onEdit(change.task, typed);
            }}
          >
            Edit
          </button>
        )}
        <button type="button" onClick={() => actions.forget(change)}>
          {typed || change.kind === 'create' ? 'Discard' : 'Dismiss'}
        </button>
      </div>
    </div>
  );
}

/** What was typed for an update that did not come through. */
function typedText(change: TaskChange) {
  if (change.kind !== 'update') return undefined;
  const { title, description } = change.patch;
  if (title === undefined && description === undefined) return undefined;
  return {
    title: title ?? change.task.title,
    description: (description === undefined ? change.task.description : description) ?? '',
  };
}
