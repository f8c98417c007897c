import { type ReactNode, useId } from 'react';
import { ComingList } from './ComingList';
import type { Section } from './sections';
import styles from './TaskList.module.css';

interface Props extends Omit<Section, 'tasks' | 'drafts' | 'day'> {
  /** The name of the whole list. */
  label: string;
  children: ReactNode[];
}

/** A part of a list with its heading, on which rows can be dropped if it says what that does. */
export function ListSection(props: Props) {
  const { id, label, name, date, isPlain, above, aside, heading: own, foot } = props;
  const { coming = [], onDrop, children } = props;
  const heading = useId();
  const isEmpty = children.flat().length === 0;

  return (
    <section
      aria-labelledby={own === null ? undefined : heading}
      aria-label={own === null ? name : undefined}
      data-section={id}
      data-takes={onDrop && id}
      data-ordered={props.isOrdered && ''}
      className={styles.section}
    >
      {above}
      {own === undefined && (
        <div className={isPlain ? 'visually-hidden' : styles.heading}>
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
      {coming.length > 0 && <ComingList name={name} coming={coming} />}
      {foot}
    </section>
  );
}
