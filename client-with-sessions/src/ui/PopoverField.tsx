import { type ReactNode, useId, useRef } from 'react';
import { CloseIcon } from './icons';
import { Popover } from './Popover';
import styles from './PopoverField.module.css';

const EMPTY = { 'data-empty': true };

interface Props {
  label: string;
  /** The value in words, or what the field says while it is empty. */
  shown: ReactNode;
  isEmpty: boolean;
  /** Makes the field empty, by a button beside the value. */
  onClear?: (() => void) | undefined;
  /** What it opens to choose from. */
  choose: (close: () => void) => ReactNode;
  /** Shown below the field. */
  children?: ReactNode;
}

/** A value in words, which opens what it is chosen with. */
export function PopoverField({ label, shown, isEmpty, onClear, choose, children }: Props) {
  const id = useId();
  const line = useRef<HTMLDivElement>(null);

  return (
    <div className={styles.field}>
      <span id={`${id}-label`} className={styles.label}>
        {label}
      </span>
      <div className={styles.control}>
        <div ref={line} className={styles.line}>
          <Popover
            label={label}
            opener={{
              id,
              className: styles.opener,
              dir: 'auto',
              'aria-labelledby': `${id}-label ${id}`,
              children: shown,
              ...(isEmpty && EMPTY),
            }}
          >
            {choose}
          </Popover>
          {onClear && !isEmpty && (
            <button
              type="button"
              className={styles.clear}
              aria-label={`Clear: ${label}`}
              onClick={() => {
                onClear();
                // This button goes with the value.
                line.current?.querySelector('button')?.focus();
              }}
            >
              <CloseIcon />
            </button>
          )}
        </div>
        {children}
      </div>
    </div>
  );
}
