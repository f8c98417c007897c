import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useClock } from '../data/queries/settings';
import { useToday } from '../data/queries/today';
import { dateAndTime } from '../format/dates';
import { isComposing } from '../ui/isComposing';
import { placeBeside } from '../ui/placeBeside';
import styles from './DateField.module.css';
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
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  /** What was typed stays until it is taken, or given up by Escape. */
  const [isKept, setIsKept] = useState(false);
  /** Whether something was chosen or given up since it was opened, and whether it is about to close. */
  const [isDecided, isLeaving] = [useRef(false), useRef(false)];
  const button = useRef<HTMLButtonElement>(null);
  const popover = useRef<HTMLDivElement>(null);
  const today = useToday();
  const clock = useClock();

  const typed = () => popover.current?.querySelector<HTMLFormElement>('form[data-typed]');
  const close = () => {
    isDecided.current = true;
    setIsKept(false);
    if (isLeaving.current || !isOpen) return;
    popover.current?.hidePopover();
    button.current?.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || isComposing(event)) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };

  return (
    <div className={styles.field}>
      <span id={`${id}-label`} className={styles.label}>
        {label}
      </span>
      <div className={styles.control}>
        <button
          ref={button}
          id={id}
          type="button"
          className={styles.opener}
          data-empty={value === null || undefined}
          aria-labelledby={`${id}-label ${id}`}
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          popoverTarget={`${id}-picker`}
        >
          {value === null ? empty : dateAndTime(value, today, clock)}
        </button>
        <div
          ref={popover}
          id={`${id}-picker`}
          popover="auto"
          role="dialog"
          aria-label={label}
          className={styles.popover}
          onBeforeToggle={({ newState }) => {
            // Its field is there before it opens, so that the next key reaches it.
            isLeaving.current = newState === 'closed';
            if (newState === 'open') {
              isDecided.current = false;
              flushSync(() => setIsOpen(true));
            } else if (!isDecided.current) typed()?.requestSubmit();
          }}
          onToggle={({ newState }) => {
            if (newState === 'open') {
              placeBeside(button.current?.getBoundingClientRect(), popover.current, 'start');
            } else {
              setIsOpen(false);
              setIsKept(!isDecided.current && Boolean(typed()));
            }
          }}
          onKeyDown={onKeyDown}
        >
          {(isOpen || isKept) && (
            <DatePicker
              {...kind}
              label={label}
              value={value}
              onPick={(picked) => {
                close();
                onSave(picked);
              }}
            />
          )}
        </div>
        {children}
      </div>
    </div>
  );
}
