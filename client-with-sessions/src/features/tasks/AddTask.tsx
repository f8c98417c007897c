import { type FormEvent, useId, useState } from 'react';
import { PlusIcon } from '../../ui/icons';
import styles from './AddTask.module.css';
import { keepLine, readLine } from './drafts';
import { titleError } from './rules';

interface Props {
  owner: number;
  onAdd: (title: string) => void;
}

/** The line that adds a task with Enter, and stays ready for the next. */
export function AddTask({ owner, onAdd }: Props) {
  const id = useId();
  const [title, setTitle] = useState(() => readLine(owner));
  const [error, setError] = useState<string>();

  const type = (text: string) => {
    setTitle(text);
    setError(undefined);
    keepLine(owner, text);
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (title.trim() === '') return;
    const wrong = titleError(title);
    setError(wrong);
    if (wrong) return;
    onAdd(title.trim());
    type('');
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.line}>
        <label className={styles.plus} htmlFor={id}>
          <PlusIcon />
          <span className="visually-hidden">Add a task</span>
        </label>
        <input
          id={id}
          className={styles.input}
          placeholder="Add a task"
          autoComplete="off"
          enterKeyHint="done"
          data-add-line
          value={title}
          aria-invalid={error !== undefined || undefined}
          aria-describedby={error && `${id}-error`}
          onChange={(event) => type(event.target.value)}
        />
        {title.trim() !== '' && (
          <button type="submit" className={styles.submit}>
            Add
          </button>
        )}
      </div>
      <div role="alert">
        {error && (
          <p id={`${id}-error`} className={styles.error}>
            {error}
          </p>
        )}
      </div>
    </form>
  );
}
