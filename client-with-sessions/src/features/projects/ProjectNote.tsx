import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { ListedProject } from '../../api/types';
import { useMutations } from '../../data/MutationsProvider';
import { updateProject } from '../../data/mutations/updateProject';
import { useProject } from '../../data/queries/projects';
import styles from '../../markdown/Markdown.module.css';
import { ShownMarkdown } from '../../markdown/ShownMarkdown';
import { isComposing } from '../../ui/isComposing';
import { useLatest } from '../../ui/useLatest';

interface Props {
  project: ListedProject;
  isEditing: boolean;
  onEditing: (isEditing: boolean) => void;
  /** Whether the note takes the focus once it is shown again. */
  takesFocus: RefObject<boolean>;
}

/** What a project is for: shown rendered, and as it was written while it is edited. */
export function ProjectNote({ project, isEditing, onEditing, takesFocus }: Props) {
  const { project: whole } = useProject(project.id);
  const { mutate } = useMutations();
  const box = useRef<HTMLDivElement>(null);
  const note = whole?.note ?? '';
  const save = (next: string) => {
    if (whole && next !== note) {
      mutate(updateProject({ project, patch: { note: next.trim() === '' ? null : next } }));
    }
  };
  const close = (text: string, by: 'key' | 'leaving') => {
    onEditing(false);
    if (by === 'leaving') return;
    if (text.trim() === '') document.querySelector<HTMLElement>('h1')?.focus();
    else takesFocus.current = true;
  };

  useEffect(() => {
    const button = box.current?.querySelector<HTMLElement>('[data-edit]');
    if (!button || !takesFocus.current) return;
    takesFocus.current = false;
    button.focus();
  });

  // Until the note has come, there is nothing to edit.
  if (!whole) return null;
  return (
    <div ref={box}>
      {isEditing ? (
        <NoteEditor initial={note} onSave={save} onClose={close} />
      ) : (
        note !== '' && (
          <ShownMarkdown label="Note" text={note} onChange={save} onEdit={() => onEditing(true)} />
        )
      )}
    </div>
  );
}

interface EditorProps {
  initial: string;
  onSave: (note: string) => void;
  onClose: (text: string, by: 'key' | 'leaving') => void;
}

/** Ctrl+Enter, Escape or leaving saves; one undo brings the earlier note back. */
function NoteEditor({ initial, onSave, onClose }: EditorProps) {
  const [text, setText] = useState(initial);
  const isSaved = useRef(false);
  const save = useLatest(() => {
    if (!isSaved.current && text !== initial) {
      isSaved.current = true;
      onSave(text);
    }
  });
  // Another page may be opened while it has the focus.
  useEffect(() => save, [save]);

  const onKeyDown = (event: KeyboardEvent) => {
    const isEnter = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (isComposing(event) || (event.key !== 'Escape' && !isEnter)) return;
    event.preventDefault();
    event.stopPropagation();
    save();
    onClose(text, 'key');
  };

  return (
    <textarea
      aria-label="Note"
      className={styles.written}
      dir="auto"
      placeholder="What is this project for?"
      rows={2}
      maxLength={50_000}
      value={text}
      // biome-ignore lint/a11y/noAutofocus: it opens because the user asked for it.
      autoFocus
      onFocus={({ target }) => target.setSelectionRange(-1, -1)}
      onChange={({ target }) => setText(target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => {
        // Whoever looks at another window has not left it.
        if (!document.hasFocus()) return;
        save();
        onClose(text, 'leaving');
      }}
    />
  );
}
