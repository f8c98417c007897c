import { hasStatus, isSessionEnded, toProblem } from '../../../api/errors';
import type { Task, TaskPatch } from '../../../api/types';
import { failureInWords } from '../../../data/mutations/changes';
import { ConflictError, conflictInWords } from '../../../data/outbox/conflict';
import type { FailedChange } from '../../../data/outbox/pending';
import type { TypedText } from '../editor/useEditing';
import styles from './Refusal.module.css';
import { RefusalChoices } from './RefusalChoices';
import type { TaskActions } from './useTaskActions';

interface Props {
  failure: FailedChange;
  actions: TaskActions;
  onEdit?: (task: Task, typed: TypedText) => void;
}

/** Says beside a row what the server refused, and what can be done about it. */
export function Refusal({ failure, actions, onEdit }: Props) {
  return (
    <div className={styles.refusal}>
      <p role="alert">
        {failureInWords(failure.change)}. {reasonOf(failure)}
      </p>
      <div className={styles.choices}>
        <RefusalChoices failure={failure} actions={actions} onEdit={onEdit} />
      </div>
    </div>
  );
}

function reasonOf({ change, error }: FailedChange): string {
  if (isSessionEnded(error)) return 'Your session had ended.';
  if (change.kind === 'update') {
    if (error instanceof ConflictError) return conflictInWords(error, change.patch);
    if (hasStatus(error, 404))
      return `“${change.task.title}” was deleted elsewhere.${wrote(change.patch)}`;
  }
  return toProblem(error).message;
}

function wrote({ description }: TaskPatch): string {
  return description ? ' The description you wrote is kept.' : '';
}
