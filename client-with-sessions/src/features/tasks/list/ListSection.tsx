import { type ReactNode, useId } from 'react';
import type { Section } from './sections';
import styles from './TaskList.module.css';

interface Props extends Omit<Section, 'tasks' | 'drafts'> {
  /** The name of the whole list. */
  label: string;
  children: ReactNode[];
}

/** A part of a list with its heading, on which rows can be dropped if it says what that does. */
export function ListSection({ id, label, name, date, aside, onDrop, children }: Props) {
  const heading = useId();
  const isEmpty = children.flat().length === 0;

  return (
    <section
      aria-labelledby={heading}
      data-section={id}
      data-takes={onDrop && id}
      className={styles.section}
    >
      <div className={styles.heading}>
        <h2 id={heading}>
          {name}
          {date !== undefined && <span className={styles.date}> {date}</span>}
        </h2>
        {aside}
      </div>
      {!isEmpty && (
        <ul aria-label={`${name}: ${label}`} className={styles.rows}>
          {children}
        </ul>
      )}
    </section>
  );
}
