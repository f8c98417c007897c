import type { Task, TaskPatch } from '../../../api/types';
import { minutesInWords, readMinutes } from '../../../format/amounts';
import { readTag } from '../../../ui/tag';
import type { TypedField } from '../editor/drafts';
import { descriptionError, titleError } from '../editor/rules';

/** How a typed field is shown and read. */
interface Typed {
  /** The text of the field in a task. */
  textOf: (task: Task) => string;
  /** The patch that a text makes; undefined if it means nothing. */
  read: (text: string, task: Task) => TaskPatch | undefined;
  problem: (text: string) => string | undefined;
  /** Half of it is another value, so a pause does not save it while it has the focus. */
  isShort?: boolean;
}

export const TYPED: Record<TypedField, Typed> = {
  title: {
    textOf: ({ title }) => title,
    read: (text) => (titleError(text.trim()) ? undefined : { title: text.trim() }),
    problem: titleError,
  },
  description: {
    textOf: ({ description }) => description ?? '',
    read: (text) => {
      if (descriptionError(text)) return undefined;
      return { description: text.trim() === '' ? null : text };
    },
    problem: descriptionError,
  },
  estimate: {
    textOf: ({ estimate }) => (estimate === null ? '' : minutesInWords(estimate)),
    read: (text) => {
      const estimate = readEstimate(text.trim());
      return estimate === undefined ? undefined : { estimate };
    },
    problem: (text) =>
      readEstimate(text.trim()) === undefined
        ? 'Type minutes or hours, such as 45 or 1 h 30; at most 1,000 h.'
        : undefined,
    isShort: true,
  },
  tags: {
    textOf: () => '',
    read: (text, { tags }) => {
      const typed = readTags(text);
      return typed && { tags: [...new Set([...tags, ...typed])].toSorted() };
    },
    problem: (text) =>
      readTags(text) ? undefined : 'A tag has letters, digits and - _ / . and no spaces.',
    isShort: true,
  },
};

export const TYPED_FIELDS = Object.keys(TYPED) as TypedField[];

/** The largest estimate, in minutes. */
const LONGEST = 60_000;

function readEstimate(text: string): number | null | undefined {
  if (text === '') return null;
  const minutes = readMinutes(text);
  if (minutes === 0) return null;
  return minutes !== undefined && minutes <= LONGEST ? minutes : undefined;
}

/** The tags in a text; undefined if something in it is none. */
function readTags(text: string): string[] | undefined {
  const typed = text.split(/[\s,]+/).filter((word) => word !== '' && word !== '#');
  const tags = typed.map(readTag).filter((tag) => tag !== undefined);
  return tags.length === typed.length ? tags : undefined;
}
