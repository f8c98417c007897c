import { type ComponentProps, type ReactNode, useId } from 'react';
import styles from './Field.module.css';
import { useFieldErrors } from './Form';

interface Props extends ComponentProps<'input'> {
  label: string;
  name: string;
  hint?: string;
  /** A control at the end of the input, inside its frame. */
  trailing?: ReactNode;
}

/** An input with its label, its hint and its error. */
export function Field({ label, name, hint, trailing, ...input }: Props) {
  const id = useId();
  const errors = useFieldErrors(name);
  const described = [hint && `${id}-hint`, errors.length > 0 && `${id}-errors`].filter(Boolean);

  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <div className={styles.frame}>
        <input
          {...input}
          id={id}
          name={name}
          className={styles.input}
          dir="auto"
          aria-invalid={errors.length > 0 || undefined}
          aria-describedby={described.join(' ') || undefined}
        />
        {trailing}
      </div>
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      {errors.length > 0 && (
        <ul id={`${id}-errors`} className={styles.errors}>
          {errors.map((error) => (
            <li key={error}>{error}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
