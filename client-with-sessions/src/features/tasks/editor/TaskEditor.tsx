import { type FocusEvent, type FormEvent, type KeyboardEvent, useEffect, useRef } from 'react';
import type { Task } from '../../../api/types';
import { Day } from '../../../ui/Day';
import { isComposing } from '../../../ui/isComposing';
import { EditorField } from './EditorField';
import { EditorFoot } from './EditorFoot';
import styles from './TaskEditor.module.css';
import { type EditorValues, useEditor } from './useEditor';

interface Props extends EditorValues {
  task: Task;
  /** It was deleted elsewhere while it was being edited. */
  isGone: boolean;
  onDelete: (task: Task) => void;
  onHistory: (task: Task) => void;
}

/** Edits a task in its place in the list. Moving the focus elsewhere saves. */
export function TaskEditor({ task, isGone, onDelete, onHistory, ...values }: Props) {
  const editor = useEditor(values);
  const form = useRef<HTMLFormElement>(null);
  const title = useRef<HTMLInputElement>(null);

  useEffect(() => title.current?.focus(), []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    editor.save('key');
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === 'Escape') editor.cancel();
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) editor.save('key');
    else return;
    event.preventDefault();
  };

  const onBlur = (event: FocusEvent) => {
    const stays = form.current?.contains(event.relatedTarget) || !document.hasFocus();
    // A task that was deleted elsewhere is restored only if the user says so.
    if (!stays && !isGone) editor.save('blur');
  };

  return (
    <li data-task={task.id} className={styles.row}>
      <form
        ref={form}
        aria-label={`Edit ${task.title}`}
        className={styles.editor}
        onSubmit={submit}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
      >
        <EditorField label="Title" error={editor.errors.title}>
          {(props) => (
            <input
              {...props}
              ref={title}
              className={styles.title}
              dir="auto"
              autoComplete="off"
              enterKeyHint="done"
              value={editor.text.title}
              onChange={(event) => editor.type({ title: event.target.value })}
            />
          )}
        </EditorField>
        <EditorField label="Description" error={editor.errors.description}>
          {(props) => (
            <textarea
              {...props}
              className={styles.description}
              dir="auto"
              placeholder="Description"
              rows={3}
              value={editor.text.description}
              onChange={(event) => editor.type({ description: event.target.value })}
            />
          )}
        </EditorField>
        {isGone && (
          <p role="alert" className={styles.error}>
            This task was deleted elsewhere. What you typed is kept.
          </p>
        )}
        <EditorFoot
          isGone={isGone}
          onCancel={editor.cancel}
          onHistory={() => {
            if (editor.save('key')) onHistory(task);
          }}
          onDelete={() => {
            editor.cancel();
            onDelete(task);
          }}
        />
        <p className={styles.dates}>
          Added <Day at={task.created_at} />
          {task.completed_at && (
            <>
              , done <Day at={task.completed_at} />
            </>
          )}
        </p>
      </form>
    </li>
  );
}
