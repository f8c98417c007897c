import { useCallback, useState } from 'react';
import type { Task } from '../../../api/types';
import { type EditorDraft, keepEditor, readEditor } from './drafts';

/** The row whose title is edited, and the typed text, which survive a reload and a new login. */
export function useEditing(owner: number) {
  const [draft, setDraft] = useState(() => readEditor(owner));

  const edit = useCallback(
    (task: Task, title = task.title) => {
      const next = { id: task.id, title, base: task };
      keepEditor(owner, next);
      setDraft(next);
    },
    [owner],
  );
  const close = useCallback(() => {
    keepEditor(owner, undefined);
    setDraft(undefined);
  }, [owner]);
  const keep = useCallback((typed: EditorDraft) => keepEditor(owner, typed), [owner]);

  return { draft, edit, close, keep };
}
