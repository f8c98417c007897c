import { type ReactNode, useId } from 'react';
import { useClock } from '../data/queries/settings';
import { useToday } from '../data/queries/today';
import { dateAndTime } from '../format/dates';
import styles from './DateField.module.css';
import type { Picked } from './DatePicker';
import { DatePopover } from './DatePopover';

const EMPTY = { 'data-empty': true };

interface Props {
  label: string;
  /** A day, or a local time such as 2026-12-04T09:00. */
  value: string | null;
  /** What the field says while it is empty: Add a due date. */
  empty: string;
  /** Whether a time of day belongs to it. */
  hasTime?: boolean;
  /** Whether it can't be empty. */
  isRequired?: boolean;
  /** It is over: a time in the future is none. */
  isPast?: boolean;
  /** Shown below the field. */
  children?: ReactNode;
  onSave: (picked: Picked) => void;
}

/** A date in words, which opens what it is chosen with. */
export function DateField({ label, value, empty, children, onSave, ...kind }: Props) {
  const id = useId();
  const today = useToday();
  const clock = useClock();

  return (
    <div className={styles.field}>
      <span id={`${id}-label`} className={styles.label}>
        {label}
      </span>
      <div className={styles.control}>
        <DatePopover
          {...kind}
          label={label}
          value={value}
          onPick={onSave}
          opener={{
            id,
            className: styles.opener,
            'aria-labelledby': `${id}-label ${id}`,
            children: value === null ? empty : dateAndTime(value, today, clock),
            ...(value === null && EMPTY),
          }}
        />
        {children}
      </div>
    </div>
  );
}
