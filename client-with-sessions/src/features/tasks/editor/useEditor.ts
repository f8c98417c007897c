import { useRef, useState } from 'react';
import type { Task, TaskPatch } from '../../../api/types';
import type { EditorDraft } from './drafts';
import { descriptionError, titleError } from './rules';

/** How an editor was closed: the focus goes back to the row unless it has gone elsewhere. */
export type ClosedBy = 'key' | 'blur';

export interface EditorValues {
  /** The text typed before, if the editor reopens after a reload or a refusal. */
  draft: EditorDraft;
  onType: (draft: EditorDraft) => void;
  onSave: (base: Task, patch: TaskPatch) => void;
  onClose: (by: ClosedBy) => void;
}

interface Errors {
  title?: string | undefined;
  description?: string | undefined;
}

/** The state of a task's editor, until it is saved or discarded. */
export function useEditor({ draft, onType, onSave, onClose }: EditorValues) {
  const [text, setText] = useState(draft);
  const [errors, setErrors] = useState<Errors>({});
  const closed = useRef(false);

  const close = (by: ClosedBy) => {
    closed.current = true;
    onClose(by);
  };

  return {
    text,
    errors,
    type(change: Partial<EditorDraft>) {
      const next = { ...text, ...change };
      setText(next);
      setErrors({});
      onType(next);
    },
    cancel: () => close('key'),
    /** Returns whether the text could be saved. */
    save(by: ClosedBy): boolean {
      // Closing takes the focus away, which must not save a second time.
      if (closed.current) return false;
      const wrong = {
        title: titleError(text.title),
        description: descriptionError(text.description),
      };
      setErrors(wrong);
      if (wrong.title || wrong.description) return false;
      const patch = patchOf(text);
      if (patch) onSave(text.base, patch);
      close(by);
      return true;
    },
  };
}

/** The patch from the original task to the text; empty if nothing changed. */
function patchOf({ base, ...text }: EditorDraft): TaskPatch | undefined {
  const title = text.title.trim();
  const description = text.description.trim() === '' ? null : text.description;
  const patch: TaskPatch = {
    ...(title !== base.title && { title }),
    ...(description !== base.description && { description }),
  };
  return Object.keys(patch).length > 0 ? patch : undefined;
}
