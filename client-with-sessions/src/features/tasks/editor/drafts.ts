import type { Task } from '../../../api/types';
import { isRecord, readJson } from '../../../browser/json';
import { readStored, writeStored } from '../../../browser/storage';
import { draftTask } from '../../../data/lists/draftTask';

/** What is being typed into the editor of a task. */
export interface EditorDraft {
  id: number;
  title: string;
  description: string;
  /** The task when the editor was opened; the typed text changes that version. */
  base: Task;
}

const session = () => window.sessionStorage;
const lineKey = (owner: number) => `tracker.${owner}.line`;
const editorKey = (owner: number) => `tracker.${owner}.editor`;

/** Unsent text of the add line, even from before a reload or a new login. */
export function readLine(owner: number): string {
  return readStored(session, lineKey(owner)) ?? '';
}

export function keepLine(owner: number, text: string): void {
  writeStored(session, lineKey(owner), text === '' ? null : text);
}

/** The text of an editor that was never closed. */
export function readEditor(owner: number): EditorDraft | undefined {
  return readJson(readStored(session, editorKey(owner)), isDraft);
}

export function keepEditor(owner: number, draft: EditorDraft | undefined): void {
  writeStored(session, editorKey(owner), draft ? JSON.stringify(draft) : null);
}

function isDraft(value: unknown): value is EditorDraft {
  if (!isRecord(value)) return false;
  const { id, title, description, base } = value;
  const isText = typeof title === 'string' && typeof description === 'string';
  return typeof id === 'number' && isText && isTask(base);
}

/** Whether it has every field, including those a newer version of the page has added. */
function isTask(value: unknown): value is Task {
  if (!isRecord(value)) return false;
  return Object.entries(draftTask({ title: '' })).every(([field, example]) => {
    const one = value[field];
    if (example === null) return one !== undefined;
    return typeof one === typeof example && Array.isArray(one) === Array.isArray(example);
  });
}
