import { useRef, useState } from 'react';
import type { Task } from '../../api/types';
import type { TaskPatch } from './changes';
import type { EditorDraft } from './drafts';
import { descriptionError, titleError } from './rules';

/** How an editor was closed: the focus goes back to the row unless it has gone elsewhere. */
export type ClosedBy = 'key' | 'blur';

export interface EditorValues {
  /** What was typed before, when the editor comes back after a reload or a refusal. */
  draft: EditorDraft;
  onType: (draft: EditorDraft) => void;
  onSave: (task: Task, patch: TaskPatch) => void;
  onClose: (by: ClosedBy) => void;
}

interface Errors {
  title?: string | undefined;
  description?: string | undefined;
}

/** What is typed into the editor of a task, until it is saved or let go. */
export function useEditor(task: Task, { draft, onType, onSave, onClose }: EditorValues) {
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
    save(by: ClosedBy) {
      // Closing takes the focus away, which must not save a second time.
      if (closed.current) return;
      const wrong = {
        title: titleError(text.title),
        description: descriptionError(text.description),
      };
      setErrors(wrong);
      if (wrong.title || wrong.description) return;
      const patch = patchOf(task, text);
      if (patch) onSave(task, patch);
      close(by);
    },
  };
}

/** What the text changes of the task; nothing, when it changes nothing. */
function patchOf(task: Task, text: EditorDraft): TaskPatch | undefined {
  const title = text.title.trim();
  const description = text.description.trim() === '' ? null : text.description;
  const patch: TaskPatch = {
    ...(title !== task.title && { title }),
    ...(description !== task.description && { description }),
  };
  return Object.keys(patch).length > 0 ? patch : undefined;
}
