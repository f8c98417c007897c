import { useEffect, useRef, useState } from 'react';
import styles from './Toasts.module.css';

const SHOWN_MS = 10_000;

/** A message, and what the user can do about it. */
export interface ToastContent {
  message: string;
  action?: { label: string; run: () => void };
  /** Leads to what the message is about. */
  open?: (() => void) | undefined;
  /** A later message about the same takes the place of this one. */
  about?: string | undefined;
}

interface Props extends ToastContent {
  onDismiss: () => void;
}

/** A message that goes away by itself, but not while it has the pointer or the focus. */
export function Toast({ message, action, open, onDismiss }: Props) {
  const [hovered, setHovered] = useState(false);
  const [focused, setFocused] = useState(false);
  const left = useRef(SHOWN_MS);
  const paused = hovered || focused;
  const dismiss = useRef(onDismiss);

  useEffect(() => {
    dismiss.current = onDismiss;
  });

  useEffect(() => {
    if (paused) return;
    const startedAt = Date.now();
    const timer = setTimeout(() => dismiss.current(), left.current);
    return () => {
      clearTimeout(timer);
      left.current -= Date.now() - startedAt;
    };
  }, [paused]);

  const act = () => {
    onDismiss();
    action?.run();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing only stops the clock; nothing here is operated.
    <div
      className={styles.toast}
      data-toast
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      <span className={styles.message} dir="auto">
        {message}
      </span>
      {open && (
        <button type="button" className={styles.action} onClick={open}>
          Show
        </button>
      )}
      {action && (
        <button type="button" className={styles.action} onClick={act}>
          {action.label}
        </button>
      )}
      <button type="button" className={styles.close} aria-label="Dismiss" onClick={onDismiss}>
        ×
      </button>
    </div>
  );
}
