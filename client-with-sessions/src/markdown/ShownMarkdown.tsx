import type { MouseEvent } from 'react';
import { EditIcon } from '../ui/icons';
import { loadable } from '../ui/loadable';
import styles from './Markdown.module.css';

const rendered = loadable(async () => (await import('./Rendered')).Rendered);
const Rendered = rendered.Component;

/** Fetches the code that renders Markdown. */
export const fetchMarkdown = rendered.fetchAhead;

interface Props {
  /** What the text is, such as Description. */
  label: string;
  text: string;
  /** Saves the text with a task ticked, or not. */
  onChange: (text: string) => void;
  onEdit: () => void;
}

/** A rendered text, which a click or its button opens for editing. */
export function ShownMarkdown({ label, text, onChange, onEdit }: Props) {
  const onClick = ({ target }: MouseEvent) => {
    const isOfOther = target instanceof Element && target.closest('a, input, button');
    if (!isOfOther && window.getSelection()?.isCollapsed !== false) onEdit();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: by key, the button does the same.
    <section aria-label={label} className={styles.shown} dir="auto" onClick={onClick}>
      <Rendered text={text} onChange={onChange} fallback={<p className={styles.plain}>{text}</p>} />
      <button
        type="button"
        data-edit
        className={styles.edit}
        aria-label={`Edit the ${label.toLowerCase()}`}
        title="Edit"
        onClick={onEdit}
      >
        <EditIcon />
      </button>
    </section>
  );
}
