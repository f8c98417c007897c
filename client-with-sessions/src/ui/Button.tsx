import type { ComponentProps } from 'react';
import styles from './Button.module.css';
import { classNames } from './classNames';

interface Props extends ComponentProps<'button'> {
  variant?: 'primary' | 'plain' | 'quiet' | 'danger' | 'quietDanger';
  /** The last press is still being handled; the button keeps the focus. */
  busy?: boolean;
}

/** A button that does not submit a form unless its type says so. */
export function Button({
  variant = 'plain',
  busy = false,
  type = 'button',
  className,
  ...rest
}: Props) {
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={busy || undefined}
      className={classNames(styles.button, styles[variant], className)}
    />
  );
}
