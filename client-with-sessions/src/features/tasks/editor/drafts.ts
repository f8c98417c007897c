import type { Task } from '../../../api/types';
import { readStored, writeStored } from '../../../browser/storage';

/** What is being typed into the editor of a task. */
export interface EditorDraft {
  id: number;
  title: string;
  description: string;
  /** The task as it was when the editor was opened: what is typed is a change of that. */
  base: Task;
}

const session = () => window.sessionStorage;
const lineKey = (owner: number) => `tracker.${owner}.line`;
const editorKey = (owner: number) => `tracker.${owner}.editor`;

/** What was typed into the add line and not sent, also before a reload or a new login. */
export function readLine(owner: number): string {
  return readStored(session, lineKey(owner)) ?? '';
}

export function keepLine(owner: number, text: string): void {
  writeStored(session, lineKey(owner), text === '' ? null : text);
}

/** What was typed into an editor that was never closed. */
export function readEditor(owner: number): EditorDraft | undefined {
  const stored = readStored(session, editorKey(owner));
  return stored === null ? undefined : (JSON.parse(stored) as EditorDraft);
}

export function keepEditor(owner: number, draft: EditorDraft | undefined): void {
  writeStored(session, editorKey(owner), draft ? JSON.stringify(draft) : null);
}
