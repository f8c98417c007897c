import type { ComponentProps } from 'react';
import styles from './Button.module.css';
import { classNames } from './classNames';

interface Props extends ComponentProps<'button'> {
  look?: 'primary' | 'plain' | 'quiet' | 'danger' | 'quietDanger';
  /** Says that the last press is still being worked on; the button keeps its focus. */
  busy?: boolean;
}

/** A button that submits only when told to. */
export function Button({
  look = 'plain',
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
      className={classNames(styles.button, styles[look], className)}
    />
  );
}
