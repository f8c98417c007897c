import { useState } from 'react';
import type { CaptureContext, DraftFields } from '../../../data/lists/draftTask';
import { PlusIcon } from '../../../ui/icons';
import { isComposing } from '../../../ui/isComposing';
import { CaptureBar } from '../capture/CaptureBar';
import styles from './Sections.module.css';

/** Puts the focus into a line that has just opened. */
const NOTHING_TYPED = { text: '' };

interface Props {
  /** The name of the section. */
  name: string;
  context: CaptureContext;
  onAdd: (text: string, context: CaptureContext, drafts: DraftFields[]) => void;
}

/** A quiet button at the end of a section, which opens a line to add tasks there. */
export function SectionAddLine({ name, context, onAdd }: Props) {
  const [isOpen, setOpen] = useState(false);
  if (!isOpen) {
    return (
      <button type="button" className={styles.add} onClick={() => setOpen(true)}>
        <PlusIcon />
        Add a task<span className="visually-hidden"> to {name}</span>
      </button>
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: leaving the line closes it.
    <div
      className={styles.line}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event)) return;
        event.preventDefault();
        event.stopPropagation();
        const section = event.currentTarget.closest('section');
        setOpen(false);
        requestAnimationFrame(() => section?.querySelector<HTMLElement>(`.${styles.add}`)?.focus());
      }}
      onBlur={({ currentTarget, relatedTarget }) => {
        const isTyped = currentTarget.querySelector('textarea')?.value.trim() !== '';
        if (!isTyped && !currentTarget.contains(relatedTarget)) setOpen(false);
      }}
    >
      <CaptureBar
        variant="quiet"
        label={`Add a task to ${name}`}
        context={context}
        given={NOTHING_TYPED}
        onAdd={onAdd}
      />
    </div>
  );
}
