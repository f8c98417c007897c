import { useCallback, useState } from 'react';
import type { Task } from '../../../api/types';
import { type EditorDraft, keepEditor, readEditor } from './drafts';

/** The text that was typed into an editor before it was closed. */
export type TypedText = Pick<EditorDraft, 'title' | 'description'>;

/** The edited task and the typed text, which survive a reload and a new login. */
export function useEditing(owner: number) {
  const [draft, setDraft] = useState(() => readEditor(owner));

  const edit = useCallback(
    (task: Task, typed?: TypedText) => {
      const next = {
        id: task.id,
        title: task.title,
        description: task.description ?? '',
        base: task,
        ...typed,
      };
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
