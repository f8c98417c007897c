import type { ComponentProps } from 'react';
import styles from './CheckField.module.css';

interface Props extends Omit<ComponentProps<'input'>, 'type'> {
  label: string;
  kind?: 'checkbox' | 'radio';
}

/** A checkbox with its label. */
export function CheckField({ label, kind = 'checkbox', ...input }: Props) {
  return (
    <label className={styles.field}>
      <input {...input} type={kind} className={styles.input} />
      {label}
    </label>
  );
}
