import { type ReactNode, useEffect, useId, useRef } from 'react';
import { classNames } from './classNames';
import styles from './Dialog.module.css';

interface Props {
  title: string;
  /** For content that is read. */
  wide?: boolean;
  children: ReactNode;
  onClose: () => void;
}

/** A dialog, open while mounted. Afterwards the focus returns to where it was. */
export function Dialog({ title, wide = false, children, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();

  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click on the backdrop does what Escape does.
    <dialog
      ref={dialog}
      className={classNames(styles.dialog, wide && styles.wide)}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className={styles.content}>
        <h2 id={id}>{title}</h2>
        {children}
      </div>
    </dialog>
  );
}
