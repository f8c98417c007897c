import { type KeyboardEvent, useEffect, useState } from 'react';
import styles from './TaskDetails.module.css';

interface Props<T> {
  id: string;
  placeholder: string;
  value: string;
  /** What a text means; undefined when it means nothing. */
  read: (text: string) => T | undefined;
  problem: string;
  onSave: (value: T) => void;
}

/** A field that is typed and saved with Enter, or when it is left. */
export function TypedField<T>({ id, placeholder, value, read, problem, onSave }: Props<T>) {
  const [text, setText] = useState(value);
  const [isWrong, setIsWrong] = useState(false);

  useEffect(() => {
    setText(value);
    setIsWrong(false);
  }, [value]);

  const save = () => {
    if (text.trim() === value) return;
    const meant = read(text.trim());
    setIsWrong(meant === undefined);
    if (meant !== undefined) onSave(meant);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    save();
  };

  return (
    <>
      <input
        id={id}
        placeholder={placeholder}
        autoComplete="off"
        value={text}
        aria-invalid={isWrong || undefined}
        aria-describedby={isWrong ? `${id}-problem` : undefined}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={save}
      />
      {isWrong && (
        <p id={`${id}-problem`} role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </>
  );
}
