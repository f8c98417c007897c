import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

interface Props {
  state: string;
  /** What to do about it. */
  advice: ReactNode;
}

/** Shown instead of an empty list. */
export function EmptyState({ state, advice }: Props) {
  return (
    <p className={styles.empty}>
      <strong>{state}</strong> {advice}
    </p>
  );
}
