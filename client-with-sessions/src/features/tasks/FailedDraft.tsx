import type { FailedChange } from './changeQueue';
import { Refusal } from './Refusal';
import styles from './TaskRow.module.css';
import type { TaskActions } from './useTaskActions';

interface Props {
  failure: FailedChange;
  title: string;
  actions: TaskActions;
}

/** A task that was typed and that the server refused: the words are kept until it is settled. */
export function FailedDraft({ failure, title, actions }: Props) {
  return (
    <li className={styles.row}>
      <div className={styles.inner}>
        <div className={styles.failed}>{title}</div>
        <Refusal failure={failure} actions={actions} />
      </div>
    </li>
  );
}
