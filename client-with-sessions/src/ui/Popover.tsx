import {
  type ComponentProps,
  type KeyboardEvent,
  type ReactNode,
  useId,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import { isComposing } from './isComposing';
import styles from './Popover.module.css';
import { placeBeside } from './placeBeside';

interface Props {
  label: string;
  /** The button that opens it. */
  opener: ComponentProps<'button'>;
  /** What it shows. A form in it that says `data-typed` is submitted when something else is clicked. */
  children: (close: () => void) => ReactNode;
}

/** A button, and what it opens beside itself to choose from. */
export function Popover({ label, opener, children }: Props) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  /** What was typed stays until it is taken, or given up by Escape. */
  const [isKept, setIsKept] = useState(false);
  /** Whether something was chosen or given up since it was opened, and whether it is about to close. */
  const [isDecided, isLeaving] = [useRef(false), useRef(false)];
  const button = useRef<HTMLButtonElement>(null);
  const popover = useRef<HTMLDivElement>(null);

  const typed = () => popover.current?.querySelector<HTMLFormElement>('form[data-typed]');
  const close = () => {
    isDecided.current = true;
    setIsKept(false);
    if (isLeaving.current || !isOpen) return;
    popover.current?.hidePopover();
    // The event that says so can come after it was opened again.
    setIsOpen(false);
    button.current?.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || isComposing(event)) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };

  return (
    <>
      <button
        {...opener}
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        popoverTarget={id}
      />
      <div
        ref={popover}
        id={id}
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
        {(isOpen || isKept) && children(close)}
      </div>
    </>
  );
}
