import { useId, useState } from 'react';
import { isComposing } from '../../ui/isComposing';
import styles from './Days.module.css';

interface Props {
  label: string;
  value: number;
  most: number;
  onSave: (value: number) => void;
}

/** A number from 1, which is saved when the field is left. */
export function NumberField({ label, value, most, onSave }: Props) {
  const id = useId();
  const [text, setText] = useState(String(value));
  const [isWrong, setWrong] = useState(false);

  const finish = () => {
    const typed = /^\d{1,4}$/.test(text.trim()) ? Number(text) : 0;
    const isPossible = typed >= 1 && typed <= most;
    setWrong(!isPossible);
    if (isPossible && typed !== value) onSave(typed);
  };
  return (
    <label className={styles.day}>
      <span>{label}</span>
      {isWrong && (
        <span id={id} role="alert" className={styles.error}>
          Type 1 to {most}.
        </span>
      )}
      <input
        dir="auto"
        className={styles.hours}
        inputMode="numeric"
        autoComplete="off"
        value={text}
        aria-invalid={isWrong || undefined}
        aria-describedby={isWrong ? id : undefined}
        onChange={({ target }) => setText(target.value)}
        onBlur={finish}
        onKeyDown={(event) => event.key === 'Enter' && !isComposing(event) && finish()}
      />
    </label>
  );
}
