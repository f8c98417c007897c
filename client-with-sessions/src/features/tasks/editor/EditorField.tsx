import { type ReactNode, useId } from 'react';
import styles from './TaskEditor.module.css';

interface Labelled {
  id: string;
  'aria-invalid': true | undefined;
  'aria-describedby': string | undefined;
}

interface Props {
  label: string;
  error: string | undefined;
  children: (props: Labelled) => ReactNode;
}

/** A field of the editor, which looks like the row; its label is for screen readers only. */
export function EditorField({ label, error, children }: Props) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label className="visually-hidden" htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        'aria-invalid': error !== undefined || undefined,
        'aria-describedby': error && `${id}-error`,
      })}
      {error && (
        <p id={`${id}-error`} role="alert" className={styles.error}>
          {error}
        </p>
      )}
    </div>
  );
}
