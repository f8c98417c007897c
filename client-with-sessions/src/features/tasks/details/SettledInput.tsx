import { type ComponentProps, useEffect, useId, useRef, useState } from 'react';
import { isComposing } from '../../../ui/isComposing';
import styles from './TaskDetails.module.css';
import { useSavedWhenGone } from './useSavedWhenGone';

interface Props
  extends Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'onBlur' | 'onKeyDown' | 'ref'> {
  type: 'number';
  value: string;
  onSave: (value: string) => void;
}

/**
 * A number. A picked value is saved at once, a typed one with Enter or on blur, because each key on
 * the way makes another value.
 */
export function SettledInput({ value, onSave, ...input }: Props) {
  const id = useId();
  const [text, setText] = useState(value);
  const [problem, setProblem] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const isTyping = useRef(false);
  // The browser reports a half-typed value as empty.
  const isWhole = useRef(true);
  const sent = useRef<string>(undefined);

  useEffect(() => {
    setText(value);
    setProblem('');
    isWhole.current = true;
    sent.current = undefined;
  }, [value]);

  const save = (next: string): boolean => {
    if (!isWhole.current || next === value || next === sent.current) return false;
    sent.current = next;
    onSave(next);
    return true;
  };
  const settle = (next: string) => {
    isWhole.current = field.current?.validity.valid !== false;
    setProblem(isWhole.current ? '' : (field.current?.validationMessage ?? ''));
    save(next);
  };
  useSavedWhenGone(() => save(text));

  return (
    <>
      <input
        {...input}
        ref={field}
        value={text}
        aria-invalid={problem !== '' || undefined}
        aria-describedby={problem === '' ? undefined : `${id}-problem`}
        onPointerDown={() => {
          isTyping.current = false;
        }}
        onKeyDown={(event) => {
          if (isComposing(event)) return;
          if (event.key === 'Enter') {
            event.preventDefault();
            settle(text);
          } else if (event.key !== 'Tab') isTyping.current = true;
        }}
        onChange={({ target }) => {
          setText(target.value);
          isWhole.current = target.validity.valid;
          if (!isTyping.current) settle(target.value);
        }}
        onBlur={() => {
          isTyping.current = false;
          settle(text);
        }}
      />
      {problem !== '' && (
        <p id={`${id}-problem`} role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </>
  );
}
