import { hasStatus, isSessionEnded, toProblem } from '../../../api/errors';
import type { Task, TaskPatch } from '../../../api/types';
import type { RefusedMutation } from '../../../data/outbox/pending';
import styles from './Refusal.module.css';
import { RefusalChoices } from './RefusalChoices';
import type { Saving } from './saving';

interface Props {
  refused: RefusedMutation;
  actions: Saving;
  onEdit?: (task: Task, title: string) => void;
}

/** Says beside a row what the server refused, and what can be done about it. */
export function Refusal({ refused, actions, onEdit }: Props) {
  return (
    <div className={styles.refusal}>
      <p role="alert">
        {refused.mutation.refusal}. {reasonOf(refused)}
      </p>
      <div className={styles.choices}>
        <RefusalChoices refused={refused} actions={actions} onEdit={onEdit} />
      </div>
    </div>
  );
}

function reasonOf({ mutation: { task, patch }, error }: RefusedMutation): string {
  if (isSessionEnded(error)) return 'Your session had ended.';
  if (task && patch) {
    if (hasStatus(error, 404)) return `“${task.title}” was deleted elsewhere.${wrote(patch)}`;
  }
  return toProblem(error).message;
}

function wrote({ description }: TaskPatch): string {
  return description ? ' The description you wrote is kept.' : '';
}
