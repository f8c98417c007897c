import type { ReactNode } from 'react';
import { useClock } from '../data/queries/settings';
import { useToday } from '../data/queries/today';
import { dateAndTime } from '../format/dates';
import { PopoverField } from '../ui/PopoverField';
import { DatePicker, type Picked } from './DatePicker';

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
  const today = useToday();
  const clock = useClock();

  return (
    <PopoverField
      label={label}
      shown={value === null ? empty : dateAndTime(value, today, clock)}
      isEmpty={value === null}
      choose={(close) => (
        <DatePicker
          {...{ ...kind, label, value }}
          onPick={(picked) => {
            close();
            onSave(picked);
          }}
        />
      )}
    >
      {children}
    </PopoverField>
  );
}
