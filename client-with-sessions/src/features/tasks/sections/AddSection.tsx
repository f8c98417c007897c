import { useEffect, useRef } from 'react';
import { PlusIcon } from '../../../ui/icons';
import { NameField } from './NameField';
import styles from './Sections.module.css';

interface Props {
  isOpen: boolean;
  /** Whether the button is there while nothing is typed. */
  hasButton: boolean;
  onOpen: (isOpen: boolean) => void;
  onAdd: (name: string) => void;
}

/** Adds a section at the end of a project. */
export function AddSection({ isOpen, hasButton, onOpen, onAdd }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  const takesFocus = useRef(false);

  useEffect(() => {
    if (isOpen || !takesFocus.current) return;
    takesFocus.current = false;
    const target = button.current ?? document.querySelector<HTMLElement>('h1');
    target?.focus();
  }, [isOpen]);

  if (isOpen) {
    return (
      <div className={styles.adding}>
        <NameField
          label="Name of the new section"
          onDone={(name, by) => {
            takesFocus.current = by === 'key';
            onOpen(false);
            if (name !== undefined) onAdd(name);
          }}
        />
      </div>
    );
  }
  if (!hasButton) return null;
  return (
    <button ref={button} type="button" className={styles.addSection} onClick={() => onOpen(true)}>
      <PlusIcon />
      Add a section
    </button>
  );
}
