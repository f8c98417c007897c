import { type FormEvent, useEffect, useId, useState } from 'react';
import { useTypedDate } from '../../../dates/useTypedDate';
import { ruleInWords } from '../../../words/recurrenceWords';
import styles from './TaskDetails.module.css';

interface Props {
  onChange: (rule: string, from: 'due' | 'completion', due?: string) => void;
}

/** How a task repeats, typed as people say it: every other friday. */
export function RecurrenceInWords({ onChange }: Props) {
  const id = useId();
  const [text, setText] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const [isWrong, setIsWrong] = useState(false);
  const { typed, isAsking } = useTypedDate(text);
  const recurrence = typed?.recurrence;

  useEffect(() => {
    if (!isAsked || isAsking) return;
    setIsAsked(false);
    setIsWrong(!recurrence);
    if (!recurrence) return;
    setText('');
    onChange(recurrence.rule, recurrence.from, typed.due);
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') setIsAsked(true);
  };
  return (
    <form onSubmit={submit}>
      <input
        aria-label="Repeats, in words"
        aria-describedby={`${id}-said`}
        aria-invalid={isWrong || undefined}
        autoComplete="off"
        enterKeyHint="done"
        dir="auto"
        placeholder="every other friday"
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setIsAsked(false);
          setIsWrong(false);
        }}
      />
      <p id={`${id}-said`} role="status" className={styles.hint}>
        {isWrong
          ? 'That does not say how it repeats yet. Try every friday or every 3 days.'
          : recurrence && (ruleInWords(recurrence.rule) ?? text)}
      </p>
    </form>
  );
}
