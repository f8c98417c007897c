import { type ReactNode, useId } from 'react';
import type { Section } from './sections';
import styles from './TaskList.module.css';

interface Props extends Omit<Section, 'tasks' | 'drafts'> {
  /** The name of the whole list. */
  label: string;
  children: ReactNode[];
}

/** A part of a list with its heading, on which rows can be dropped if it says what that does. */
export function ListSection(props: Props) {
  const { id, label, name, date, aside, heading: own, foot, onDrop, children } = props;
  const heading = useId();
  const isEmpty = children.flat().length === 0;

  return (
    <section
      aria-labelledby={own === null ? undefined : heading}
      aria-label={own === null ? name : undefined}
      data-section={id}
      data-takes={onDrop && id}
      className={styles.section}
    >
      {own === undefined && (
        <div className={styles.heading}>
          <h2 id={heading}>
            {name}
            {date !== undefined && <span className={styles.date}> {date}</span>}
          </h2>
          {aside}
        </div>
      )}
      {own?.(heading)}
      {!isEmpty && (
        <ul aria-label={`${name}: ${label}`} className={styles.rows}>
          {children}
        </ul>
      )}
      {foot}
    </section>
  );
}
