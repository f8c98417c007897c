import type { RefusedMutation } from '../../../data/outbox/pending';
import { Refusal } from './Refusal';
import styles from './TaskRow.module.css';
import type { TaskActions } from './useTaskActions';

interface Props {
  refused: RefusedMutation;
  title: string;
  actions: TaskActions;
}

/** The text of a refused mutation without a row, kept until the user has resolved it. */
export function FailedDraft({ refused, title, actions }: Props) {
  return (
    <li className={styles.row}>
      <div className={styles.inner}>
        <div className={styles.failed} dir="auto">
          {title}
        </div>
        <Refusal refused={refused} actions={actions} />
      </div>
    </li>
  );
}
