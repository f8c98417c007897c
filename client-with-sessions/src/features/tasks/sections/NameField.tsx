import { useRef } from 'react';
import { isComposing } from '../../../ui/isComposing';
import styles from './Sections.module.css';

interface Props {
  label: string;
  initial?: string;
  /** Called once with the name; undefined if nothing is to change. */
  onDone: (name: string | undefined, by: 'key' | 'leaving') => void;
}

/** The name of a section while it is typed: Enter or leaving saves it, Escape does not. */
export function NameField({ label, initial = '', onDone }: Props) {
  const isDone = useRef(false);
  const finish = (typed: string | undefined, by: 'key' | 'leaving') => {
    if (isDone.current) return;
    isDone.current = true;
    const name = typed?.trim();
    onDone(name === '' || name === initial ? undefined : name, by);
  };
  return (
    <input
      className={styles.input}
      aria-label={label}
      placeholder={label}
      defaultValue={initial}
      maxLength={100}
      dir="auto"
      autoComplete="off"
      enterKeyHint="done"
      // biome-ignore lint/a11y/noAutofocus: it opens because the user asked for it.
      autoFocus
      onFocus={({ target }) => target.select()}
      onBlur={({ target }) => finish(target.value, 'leaving')}
      onKeyDown={(event) => {
        if (isComposing(event) || (event.key !== 'Enter' && event.key !== 'Escape')) return;
        event.preventDefault();
        event.stopPropagation();
        finish(event.key === 'Enter' ? event.currentTarget.value : undefined, 'key');
      }}
    />
  );
}
