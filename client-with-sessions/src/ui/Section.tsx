import { type ReactNode, useId } from 'react';
import styles from './Section.module.css';

interface Props {
  title: string;
  /** For addresses that lead here. */
  id?: string;
  hint?: string;
  children: ReactNode;
}

/** A part of a page with a heading of its own. */
export function Section({ title, id, hint, children }: Props) {
  const heading = useId();
  return (
    <section id={id} aria-labelledby={heading} className={styles.section}>
      <div>
        <h2 id={heading} tabIndex={-1}>
          {title}
        </h2>
        {hint && <p className={styles.hint}>{hint}</p>}
      </div>
      <div className={styles.body}>{children}</div>
    </section>
  );
}
