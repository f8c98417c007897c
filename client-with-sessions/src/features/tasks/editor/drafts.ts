import type { Task } from '../../../api/types';
import { isRecord, readJson } from '../../../browser/json';
import { readStored, writeStored } from '../../../browser/storage';
import { draftTask } from '../../../data/lists/draftTask';

/** The title that is being typed into a row. */
export interface EditorDraft {
  id: number;
  title: string;
  /** The task when the editor was opened; the typed text changes that version. */
  base: Task;
}

/** The fields of the details that are typed. */
export type TypedField = 'title' | 'description' | 'estimate' | 'tags';

/** What is typed into the details of a task and not saved yet. */
export interface DetailsDraft {
  typed: Partial<Record<TypedField, string>>;
  /** The task as the user saw it when they began to type. */
  base: Task;
}

const session = () => window.sessionStorage;
const lineKey = (owner: number, parent: number | undefined) =>
  `tracker.${owner}.line${parent === undefined ? '' : `.${parent}`}`;
const editorKey = (owner: number) => `tracker.${owner}.editor`;
const detailsKey = (owner: number, task: number) => `tracker.${owner}.details.${task}`;

/** Unsent text of the line that adds tasks, or subtasks of one, even from before a reload or a new login. */
export function readLine(owner: number, parent?: number): string {
  return readStored(session, lineKey(owner, parent)) ?? '';
}

export function keepLine(owner: number, text: string, parent?: number): void {
  writeStored(session, lineKey(owner, parent), text === '' ? null : text);
}

/** The text of an editor that was never closed. */
export function readEditor(owner: number): EditorDraft | undefined {
  return readJson(readStored(session, editorKey(owner)), isDraft);
}

export function keepEditor(owner: number, draft: EditorDraft | undefined): void {
  writeStored(session, editorKey(owner), draft ? JSON.stringify(draft) : null);
}

/** What was typed into the details of a task and never saved. */
export function readDetails(owner: number, task: number): DetailsDraft | undefined {
  return readJson(readStored(session, detailsKey(owner, task)), isDetailsDraft);
}

export function keepDetails(owner: number, task: number, draft: DetailsDraft | undefined): void {
  writeStored(session, detailsKey(owner, task), draft ? JSON.stringify(draft) : null);
}

function isDraft(value: unknown): value is EditorDraft {
  if (!isRecord(value)) return false;
  const { id, title, base } = value;
  return typeof id === 'number' && typeof title === 'string' && isTask(base);
}

function isDetailsDraft(value: unknown): value is DetailsDraft {
  if (!isRecord(value) || !isRecord(value.typed)) return false;
  return Object.values(value.typed).every((text) => typeof text === 'string') && isTask(value.base);
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
