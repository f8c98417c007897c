import { useId, useState } from 'react';
import { isComposing } from '../../ui/isComposing';
import styles from './Days.module.css';
import { minutesIn, timeInWords } from './hours';

interface Props {
  label: string;
  hint: string;
  /** A time such as 09:00. */
  value: string;
  /** The minutes from midnight before which it must be. */
  before: number;
  onSave: (time: string) => void;
}

/** A time of day, which is saved when the field is left. */
export function TimeOfDay({ label, hint, value, before, onSave }: Props) {
  const id = useId();
  const [text, setText] = useState(value);
  const [isWrong, setWrong] = useState(false);

  const finish = () => {
    const minutes = minutesIn(text);
    const typed = minutes === undefined || minutes >= before ? undefined : timeInWords(minutes);
    setWrong(typed === undefined);
    if (typed !== undefined && typed !== value) onSave(typed);
  };
  return (
    <div className={styles.field}>
      <label className={styles.legend} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        dir="auto"
        inputMode="numeric"
        autoComplete="off"
        className={styles.time}
        value={text}
        aria-invalid={isWrong || undefined}
        aria-describedby={`${id}-hint`}
        onChange={(event) => setText(event.target.value)}
        onBlur={finish}
        onKeyDown={(event) => event.key === 'Enter' && !isComposing(event) && finish()}
      />
      <p id={`${id}-hint`} className={isWrong ? styles.error : styles.hint}>
        {hint}
      </p>
    </div>
  );
}
