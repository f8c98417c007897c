import { type FormEvent, useState } from 'react';
import { useChanges } from '../../../changes/ChangesProvider';
import { newKey } from '../../../changes/newKey';
import { PlusIcon } from '../../../ui/icons';
import { titleError } from '../rules';
import { draftsOf, useCapturePreview } from '../useCapturePreview';
import styles from './TaskDetails.module.css';

/** The line that adds a subtask with Enter; it understands what every other line does. */
export function SubtaskLine({ parent }: { parent: number }) {
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  const { make } = useChanges();
  const context = { parent_id: parent };
  const preview = useCapturePreview(text, context);
  const understood = preview?.tasks.flatMap(({ spans }) => spans.map(({ label }) => label)) ?? [];

  const add = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') return;
    const drafts = draftsOf(text, context, preview);
    const wrong = drafts.map(({ title }) => titleError(title)).find((one) => one !== undefined);
    setError(wrong);
    if (wrong) return;
    make({ kind: 'capture', key: newKey(), text, context, drafts });
    setText('');
  };

  return (
    <form className={styles.add} onSubmit={add}>
      <span className={styles.plus}>
        <PlusIcon />
      </span>
      <input
        aria-label="Add a subtask"
        placeholder="Add a subtask"
        autoComplete="off"
        enterKeyHint="done"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setError(undefined);
        }}
      />
      {understood.length > 0 && <p className={styles.understood}>{understood.join(' · ')}</p>}
      <div role="alert">{error && <p className={styles.problem}>{error}</p>}</div>
    </form>
  );
}
