import type { CSSProperties, ReactNode } from 'react';
import { isClosed } from '../../../data/lists/lists';
import { clockTime } from '../../../format/amounts';
import { useIsSelected } from '../../../selection/SelectionProvider';
import { classNames } from '../../../ui/classNames';
import { RepeatIcon } from '../../../ui/icons';
import { endsPastDue, type ShownTask } from './blocks';
import styles from './Calendar.module.css';
import { useCalendar } from './calendarContext';

interface Props {
  task: ShownTask;
  /** The local time it begins at, if it has one. */
  time?: string | undefined;
  /** What else there is to say about it. */
  remarks?: string[];
  className?: string | undefined;
  style?: CSSProperties;
  children?: ReactNode;
}

/** A task in the calendar: a button that opens its details, and that can be dragged. */
export function CalendarTask({ task, time, remarks = [], className, style, children }: Props) {
  const { clock, projects, localOf, open } = useCalendar();
  const isComing = task.comesBack === true;
  const isSelected = useIsSelected(task.id) && !isComing;
  const closed = isClosed(task);
  // Not created yet, so it has no details.
  const isDraft = task.id === 0;
  const late = !closed && endsPastDue(task, localOf);
  const project = task.project_id === null ? undefined : projects.get(task.project_id);
  const said = [
    ...(time === undefined ? [] : [clockTime(time, clock)]),
    ...(isComing ? ['comes back'] : []),
    ...remarks,
    ...(late ? ['planned after it is due'] : []),
    ...(isSelected ? ['selected'] : []),
  ];
  return (
    <li
      data-task={isDraft || isComing ? undefined : task.id}
      data-draggable={closed || isDraft || isComing ? undefined : ''}
      data-selected={isSelected || undefined}
      className={classNames(
        styles.task,
        className,
        closed && styles.closed,
        isComing && styles.coming,
        late && styles.late,
        isSelected && styles.selected,
      )}
      style={
        { ...style, '--colour': `var(--project-${project?.colour ?? 'gray'})` } as CSSProperties
      }
    >
      <button
        type="button"
        data-title
        className={styles.open}
        disabled={isDraft}
        onClick={() => open(task.id)}
      >
        {isComing && <RepeatIcon />}
        <span className={styles.title} dir="auto">
          {task.title}
        </span>
        {closed && <span className="visually-hidden">, done</span>}
        {said.length > 0 && (
          <span className={styles.said}>
            <span className="visually-hidden">, </span>
            {said.join(', ')}
          </span>
        )}
      </button>
      {children}
    </li>
  );
}
