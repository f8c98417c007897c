import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Task, TaskPatch } from '../../../api/types';
import { useReachable } from '../../../api/useReachable';
import type { Wording } from '../../../data/mutations/updateTasks';
import { type Understood, understoodQuery } from '../../../data/queries/understood';
import { useSettled } from '../capture/useCapturePreview';
import type { EditorDraft } from '../editor/drafts';
import { titleError } from '../editor/rules';
import { titlePatch } from './titlePatch';

/** How an editor was closed: the focus goes back to the row unless it has gone elsewhere. */
export type ClosedBy = 'key' | 'blur';

/** How long to wait for the server to understand a title, before its words are taken as they are. */
const PATIENCE_MS = 1_500;

export interface EditorValues {
  /** The text typed before, if the editor reopens after a reload or a refusal. */
  draft: EditorDraft;
  onType: (draft: EditorDraft) => void;
  onSave: (base: Task, patch: TaskPatch, wording: Wording) => void;
  onClose: (by: ClosedBy) => void;
}

/** The state of a row's title while it is edited. */
export function useTitleEditor({ draft, onType, onSave, onClose }: EditorValues) {
  const { base } = draft;
  const client = useQueryClient();
  const isReachable = useReachable();
  const [text, setText] = useState(draft.title);
  const [problem, setProblem] = useState<string>();
  const isClosed = useRef(false);
  const isSaving = useRef(false);
  const settled = useSettled(text);
  const { data } = useQuery(understoodQuery(base.title, settled));
  const understood = data?.text === text ? data.task : undefined;

  const close = (by: ClosedBy) => {
    isClosed.current = true;
    onClose(by);
  };
  const finish = ({ task }: Understood, by: ClosedBy) => {
    isSaving.current = false;
    if (isClosed.current) return;
    const { patch, newProject } = titlePatch(base, text, task);
    const wrong = task?.problem ?? titleError(patch.title ?? base.title);
    setProblem(wrong);
    if (wrong) return;
    if (Object.keys(patch).length > 0 || newProject)
      onSave(base, patch, { newProject, line: text });
    close(by);
  };

  return {
    text,
    problem,
    understood,
    type(next: string) {
      setText(next);
      setProblem(undefined);
      onType({ ...draft, title: next });
    },
    cancel: () => close('key'),
    save(by: ClosedBy): void {
      // Closing takes the focus away, which must not save a second time.
      if (isClosed.current || isSaving.current) return;
      const plain = { text, task: undefined };
      const known = data?.text === text ? data : undefined;
      if (known || !isReachable || text.trim() === base.title) {
        finish(known ?? plain, by);
        return;
      }
      isSaving.current = true;
      const asked = client.fetchQuery(understoodQuery(base.title, text)).catch(() => plain);
      void Promise.race([asked, afterPatience(plain)]).then((answer) => finish(answer, by));
    },
  };
}

function afterPatience(plain: Understood): Promise<Understood> {
  return new Promise((resolve) => setTimeout(() => resolve(plain), PATIENCE_MS));
}
