import { type ReactNode, useId } from 'react';
import styles from './Statistics.module.css';

interface Props {
  title: string;
  /** Says how it is counted. */
  counted: ReactNode;
  children: ReactNode;
}

/** A part of the page, with a note that says how it is counted. */
export function Part({ title, counted, children }: Props) {
  const id = useId();
  return (
    <section className={styles.part} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
      <Counted of={title}>{counted}</Counted>
    </section>
  );
}

/** Says how something is counted, for who asks. */
export function Counted({ of, children }: { of: string; children: ReactNode }) {
  return (
    <details className={styles.details}>
      <summary>
        How this is counted<span className="visually-hidden">: {of}</span>
      </summary>
      <p>{children}</p>
    </details>
  );
}

/** The numbers of a chart, for whoever reads rather than looks. */
export function Numbers({ of, children }: { of: string; children: ReactNode }) {
  return (
    <details className={styles.details}>
      <summary>
        Show as a table<span className="visually-hidden">: {of}</span>
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys. */}
      <section className={styles.scroll} tabIndex={0} aria-label={of}>
        <table className={styles.table}>{children}</table>
      </section>
    </details>
  );
}
