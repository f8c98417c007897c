import { type ChangeEvent, type KeyboardEvent, useEffect, useState } from 'react';

export interface TypedValue<T> {
  value: string;
  /** What a text means; undefined when it means nothing. */
  read: (text: string) => T | undefined;
  onSave: (value: T) => void;
}

/** A value that is typed and saved with Enter, or when its field is left. */
export function useTypedValue<T>({ value, read, onSave }: TypedValue<T>) {
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

  return {
    text,
    isWrong,
    field: {
      autoComplete: 'off',
      value: text,
      'aria-invalid': isWrong || undefined,
      onChange: ({ target }: ChangeEvent<HTMLInputElement>) => setText(target.value),
      onKeyDown: (event: KeyboardEvent) => {
        if (event.defaultPrevented) return;
        if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
        event.preventDefault();
        save();
      },
      onBlur: save,
    },
  };
}
