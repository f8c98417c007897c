import { type ChangeEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { isComposing } from '../../../ui/isComposing';
import { useSavedWhenGone } from './useSavedWhenGone';

export interface TypedValue<T> {
  value: string;
  /** The value of a text; undefined if it has none. */
  read: (text: string) => T | undefined;
  onSave: (value: T) => void;
}

/** A typed value that is saved with Enter or on blur. */
export function useTypedValue<T>({ value, read, onSave }: TypedValue<T>) {
  const [text, setText] = useState(value);
  const [isWrong, setIsWrong] = useState(false);
  const sent = useRef<string>(undefined);

  useEffect(() => {
    setText(value);
    setIsWrong(false);
    sent.current = undefined;
  }, [value]);

  const save = (): boolean => {
    const typed = text.trim();
    if (typed === value || typed === sent.current) return false;
    const meant = read(typed);
    setIsWrong(meant === undefined);
    if (meant === undefined) return false;
    sent.current = typed;
    onSave(meant);
    return true;
  };
  useSavedWhenGone(save);

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
        if (event.key !== 'Enter' || isComposing(event)) return;
        event.preventDefault();
        save();
      },
      onBlur: save,
    },
  };
}
