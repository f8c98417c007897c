import styles from './EmptyState.module.css';

interface Props {
  state: string;
  /** What to do about it. */
  advice: string;
}

/** Says what to do when there is nothing to show. */
export function EmptyState({ state, advice }: Props) {
  return (
    <p className={styles.empty}>
      <strong>{state}</strong> {advice}
    </p>
  );
}
