import { type DragEvent, type ReactNode, useId, useState } from 'react';
import { classNames } from '../../../ui/classNames';
import { DRAGGED, draggedTasks } from './dragging';
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
  const [isOver, setIsOver] = useState(false);
  const isEmpty = children.flat().length === 0;

  const over = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes(DRAGGED)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'move';
    setIsOver(true);
  };
  const leave = ({ currentTarget, relatedTarget }: DragEvent) => {
    if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setIsOver(false);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    onDrop?.(draggedTasks(event.dataTransfer));
  };

  return (
    <section
      aria-labelledby={heading}
      data-section={id}
      className={classNames(styles.section, isOver && styles.over)}
      {...(onDrop && { onDragOver: over, onDragLeave: leave, onDrop: drop })}
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
