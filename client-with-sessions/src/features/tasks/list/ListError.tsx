import { toProblem } from '../../../api/errors';
import { Button } from '../../../ui/Button';
import styles from './ListSkeleton.module.css';

interface Props {
  error: Error;
  onRetry: () => void;
}

/** Says that the tasks could not be loaded, with a button to try again. */
export function ListError({ error, onRetry }: Props) {
  return (
    <div className={styles.status} role="alert">
      <p>
        <strong>The tasks could not be loaded.</strong> {toProblem(error).message}
      </p>
      <Button onClick={onRetry}>Try again</Button>
    </div>
  );
}
