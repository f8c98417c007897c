import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import styles from './FinderDialog.module.css';

interface Props {
  title: string;
  children: ReactNode;
  onClose: () => void;
}

/** A dialog near the top of the page, for a finder. */
export function FinderDialog({ title, children, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);

  const before = useRef<Element>(null);

  // Before the next key is pressed.
  useLayoutEffect(() => {
    before.current = document.activeElement;
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>('input')?.focus();
  }, []);

  useEffect(() => {
    const element = dialog.current;
    return () => {
      element?.close();
      if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
    };
  }, []);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click on the backdrop does what Escape does.
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className={styles.content}>{children}</div>
    </dialog>
  );
}
