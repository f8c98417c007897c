import { type FocusEvent, type FormEvent, type KeyboardEvent, useEffect, useRef } from 'react';
import type { Task } from '../../../api/types';
import { isClosed } from '../../../data/lists/lists';
import { captureTokenAt } from '../../../suggestions/captureToken';
import { Suggestions } from '../../../suggestions/Suggestions';
import { useSuggestions } from '../../../suggestions/useSuggestions';
import { Button } from '../../../ui/Button';
import { isComposing } from '../../../ui/isComposing';
import { UnderstoodChips } from '../capture/CaptureChips';
import { Checkbox } from '../row/Checkbox';
import styles from './TitleEditor.module.css';
import { type EditorValues, useTitleEditor } from './useTitleEditor';

interface Props extends EditorValues {
  task: Task;
  /** It was deleted elsewhere while it was being edited. */
  isGone: boolean;
  onToggle: (done: boolean) => void;
}

/** Edits the title of a task in its row. Moving the focus elsewhere saves. */
export function TitleEditor({ task, isGone, onToggle, ...values }: Props) {
  const editor = useTitleEditor(values);
  const { text, problem } = editor;
  const form = useRef<HTMLFormElement>(null);
  const title = useRef<HTMLInputElement>(null);
  const suggestions = useSuggestions(title, text, captureTokenAt);

  useEffect(() => title.current?.focus(), []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    editor.save('key');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || isComposing(event) || event.key !== 'Escape') return;
    event.preventDefault();
    editor.cancel();
  };
  const onBlur = (event: FocusEvent) => {
    const stays = form.current?.contains(event.relatedTarget) || !document.hasFocus();
    // A task that was deleted elsewhere is restored only if the user says so.
    if (!stays && !isGone) editor.save('blur');
  };
  /** Puts a backslash before words that should stay in the title. */
  const takeBack = (at: number) => {
    editor.type(`${text.slice(0, at)}\\${text.slice(at)}`);
    title.current?.focus();
  };

  return (
    <li data-task={task.id} className={styles.row}>
      <form
        ref={form}
        aria-label={`Edit ${task.title}`}
        onSubmit={submit}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
      >
        <div className={styles.line}>
          <Checkbox
            label={task.title}
            checked={isClosed(task)}
            {...(!isGone && {
              onChange: (done) => {
                editor.save('key');
                onToggle(done);
              },
            })}
          />
          <input
            {...suggestions.field}
            ref={title}
            aria-label="Title"
            aria-invalid={problem !== undefined || undefined}
            aria-describedby={problem && `title-problem-${task.id}`}
            className={styles.title}
            dir="auto"
            autoComplete="off"
            enterKeyHint="done"
            value={text}
            onChange={(event) => editor.type(event.target.value)}
            onKeyDown={(event) => {
              suggestions.field.onKeyDown(event);
              // While a name is being composed, Enter belongs to it.
              if (event.key === 'Enter' && isComposing(event)) event.preventDefault();
            }}
          />
          <Suggestions {...suggestions.list} />
        </div>
        <UnderstoodChips
          task={editor.understood}
          text={text}
          className={styles.chips}
          onTakeBack={takeBack}
        />
        <div role="alert">
          {problem && (
            <p id={`title-problem-${task.id}`} className={styles.problem}>
              {problem}
            </p>
          )}
          {isGone && (
            <p className={styles.problem}>
              This task was deleted elsewhere. What you typed is kept.
            </p>
          )}
        </div>
        {isGone && (
          <div className={styles.choices}>
            <Button type="submit" variant="primary">
              Bring back and save
            </Button>
            <Button onClick={editor.cancel}>Discard</Button>
          </div>
        )}
      </form>
    </li>
  );
}
