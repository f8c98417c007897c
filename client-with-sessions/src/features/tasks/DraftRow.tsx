import { Checkbox } from './Checkbox';
import styles from './TaskRow.module.css';

interface Props {
  title: string;
  waiting: boolean;
}

/** A task that was typed and is on its way; there is nothing to do with it yet. */
export function DraftRow({ title, waiting }: Props) {
  return (
    <li className={styles.row}>
      <div className={styles.inner}>
        <div className={styles.line}>
          <Checkbox label={title} checked={false} />
          <span className={styles.title}>
            <span className={styles.text}>{title}</span>
          </span>
          <span className={styles.meta}>
            {waiting ? 'Waiting to be saved' : <span className={styles.day}>today</span>}
          </span>
          <span className={styles.delete} />
        </div>
      </div>
    </li>
  );
}
