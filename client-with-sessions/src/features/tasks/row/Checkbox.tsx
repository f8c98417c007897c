import styles from './Checkbox.module.css';

interface Props {
  label: string;
  checked: boolean;
  /** Without it, the checkbox is disabled. */
  onChange?: (checked: boolean) => void;
}

/** A checkbox with a target large enough for a thumb. */
export function Checkbox({ label, checked, onChange }: Props) {
  return (
    <span className={styles.target}>
      <input
        type="checkbox"
        className={styles.box}
        aria-label={label}
        checked={checked}
        disabled={onChange === undefined}
        onChange={(event) => onChange?.(event.target.checked)}
      />
    </span>
  );
}
