import styles from './Checkbox.module.css';

interface Props {
  label: string;
  checked: boolean;
  /** The id of the element that says more about what is ticked. */
  describedBy?: string;
  /** Without it, the checkbox is disabled. */
  onChange?: (checked: boolean) => void;
}

/** A checkbox with a target large enough for a thumb. */
export function Checkbox({ label, checked, describedBy, onChange }: Props) {
  return (
    <span className={styles.target}>
      <input
        type="checkbox"
        className={styles.box}
        aria-label={label}
        aria-describedby={describedBy}
        checked={checked}
        disabled={onChange === undefined}
        onChange={({ target, nativeEvent }) => {
          // The second click of a double click would undo the first.
          const isSecond = nativeEvent instanceof UIEvent && nativeEvent.detail > 1;
          if (!isSecond) onChange?.(target.checked);
        }}
      />
    </span>
  );
}
