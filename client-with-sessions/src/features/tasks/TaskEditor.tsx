import { type FocusEvent, type FormEvent, type KeyboardEvent, useEffect, useRef } from 'react';
import type { Task } from '../../api/types';
import { Button } from '../../ui/Button';
import { Day } from '../../ui/Day';
import { EditorField } from './EditorField';
import styles from './TaskEditor.module.css';
import { type EditorValues, useEditor } from './useEditor';

interface Props extends EditorValues {
  task: Task;
  onDelete: (task: Task) => void;
}

/** A task opened for writing, in its place in the list. Leaving it saves. */
export function TaskEditor({ task, onDelete, ...values }: Props) {
  const editor = useEditor(task, values);
  const form = useRef<HTMLFormElement>(null);
  const title = useRef<HTMLInputElement>(null);

  useEffect(() => title.current?.focus(), []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    editor.save('key');
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') editor.cancel();
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) editor.save('key');
    else return;
    event.preventDefault();
  };

  const onBlur = (event: FocusEvent) => {
    const stays = form.current?.contains(event.relatedTarget) || !document.hasFocus();
    if (!stays) editor.save('blur');
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
              placeholder="Description"
              rows={3}
              value={editor.text.description}
              onChange={(event) => editor.type({ description: event.target.value })}
            />
          )}
        </EditorField>
        <div className={styles.foot}>
          <Button type="submit" look="primary">
            Save
          </Button>
          {/* Pressing it must not count as leaving, which would save. */}
          <Button onMouseDown={(event) => event.preventDefault()} onClick={editor.cancel}>
            Cancel
          </Button>
          <Button
            look="quietDanger"
            className={styles.delete}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              editor.cancel();
              onDelete(task);
            }}
          >
            Delete
          </Button>
        </div>
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
