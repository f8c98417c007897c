import type { Status, Task, TaskFields, TaskPatch } from '../api/types';
import { minutesInWords } from '../format/amounts';
import { dateInWords } from '../format/dates';
import { isSeveral, nounOf, their } from './tasks';

/** A field of a task that the user can change. */
export type Field = keyof TaskPatch;

/** What the page says about a field: rows, details, pickers, activity and history read it here. */
export interface FieldWords<V> {
  label: string;
  /** Its value in a new task. */
  empty: V;
  /** It is typed text. */
  isWritten?: true;
  /** Its values and their names, if it has only a few. */
  choices?: Record<string, string>;
  /** How a row shows it beside the title, if plain words are enough. */
  beside?: (value: V) => string | undefined;
  /** What was done to one task or several: Gave 3 tasks high priority. */
  done: (value: V, what: string, before?: V) => string;
  /** The same in a task's own history: high priority. */
  became: (value: V, before?: V) => string;
  /** How to set it for several tasks at once, if the page offers that. */
  bulk?: Bulk;
}

interface Bulk {
  command: string;
  title: (what: string) => string;
  /** The name of having no value. */
  none: string;
}

/** Every field of a task, in the order in which a row shows them. */
const FIELDS = {
  title: {
    label: 'Title',
    empty: '',
    isWritten: true,
    beside: nothing,
    done: (title, what, before) => `Renamed ${before ? `“${before}”` : what} to “${title}”`,
    became: (title) => `renamed to “${title}”`,
  },
  description: {
    label: 'Description',
    empty: null,
    isWritten: true,
    done: (text, what, before) => `${verbOf(text, before)} ${nounOf(what, 'description')}`,
    became: (text, before) => `description ${verbOf(text, before).toLowerCase()}`,
  },
  parent_id: {
    label: 'Part of',
    empty: null,
    done: (id, what) =>
      id === null
        ? `Removed ${what} from ${their(what)} parent task`
        : `Made ${what} part of another task`,
    became: (id) => (id === null ? 'removed from its parent task' : 'made part of another task'),
  },
  tags: {
    label: 'Tags',
    empty: [],
    done: (_, what) => `Changed ${nounOf(what, 'tags')}`,
    became: (tags, before = []) =>
      [
        ...tags.filter((tag) => !before.includes(tag)).map((tag) => `tagged #${tag}`),
        ...before.filter((tag) => !tags.includes(tag)).map((tag) => `#${tag} removed`),
      ].join(', '),
  },
  project_id: {
    label: 'Project',
    empty: null,
    done: (id, what) =>
      id === null ? `Removed ${what} from ${their(what)} project` : `Moved ${what} to a project`,
    became: (id) => (id === null ? 'removed from its project' : 'moved to a project'),
    bulk: { command: 'Project', title: (what) => `Project of ${what}`, none: 'No project' },
  },
  section_id: {
    label: 'Section',
    empty: null,
    beside: nothing,
    done: (id, what) =>
      id === null ? `Removed ${what} from ${their(what)} section` : `Moved ${what} to a section`,
    became: (id) => (id === null ? 'removed from its section' : 'moved to a section'),
    bulk: { command: 'Section', title: (what) => `Section of ${what}`, none: 'No section' },
  },
  estimate: {
    label: 'Estimate',
    empty: null,
    beside: (minutes) => (minutes === null ? undefined : minutesInWords(minutes)),
    done: (minutes, what) =>
      minutes === null
        ? `Removed ${nounOf(what, 'estimate')}`
        : `Estimated ${what} at ${minutesInWords(minutes)}`,
    became: (minutes) =>
      minutes === null ? 'estimate removed' : `estimated at ${minutesInWords(minutes)}`,
  },
  priority: choice('Priority', 'none', {
    none: 'None',
    low: 'Low',
    medium: 'Medium',
    high: 'High',
  }),
  recurrence: {
    label: 'Repeats',
    empty: null,
    done: (recurrence, what, before) => {
      if (recurrence === null) return `Stopped ${what} repeating`;
      return before
        ? `Changed how ${what} ${isSeveral(what) ? 'repeat' : 'repeats'}`
        : `Made ${what} repeat`;
    },
    became: (recurrence, before) => {
      if (recurrence === null) return 'no longer repeats';
      return before ? 'repeats differently' : 'repeats';
    },
  },
  start: {
    label: 'Hidden until',
    empty: null,
    done: (day, what) =>
      day === null ? `Showed ${what} again` : `Hid ${what} until ${dateInWords(day)}`,
    became: (day) => (day === null ? 'no longer hidden' : `hidden until ${dateInWords(day)}`),
  },
  planned: {
    label: 'Planned',
    empty: null,
    done: (day, what) =>
      day === null ? `Unplanned ${what}` : `Planned ${what} for ${dateInWords(day)}`,
    became: (day) => (day === null ? 'no longer planned' : `planned for ${dateInWords(day)}`),
    bulk: { command: 'Plan', title: (what) => `Plan ${what} for`, none: 'Not planned' },
  },
  due: {
    label: 'Due',
    empty: null,
    done: (due, what) =>
      due === null ? `Removed ${nounOf(what, 'due date')}` : `Made ${what} due ${dateInWords(due)}`,
    became: (due) => (due === null ? 'due date removed' : `due ${dateInWords(due)}`),
    bulk: { command: 'Due', title: (what) => `Due date of ${what}`, none: 'No due date' },
  },
  status: {
    label: 'Status',
    empty: 'open',
    choices: { open: 'Open', done: 'Done', dropped: 'Dropped' } satisfies Record<Status, string>,
    beside: nothing,
    done: (status, what) => `${VERBS[status]} ${what}`,
    became: (status) => VERBS[status].toLowerCase(),
  },
  completed_at: {
    label: 'Done at',
    empty: null,
    done: (at, what, before) => {
      if (at === null) return `Reopened ${what}`;
      return before === null
        ? `Completed ${what}`
        : `Changed when ${what} ${isSeveral(what) ? 'were' : 'was'} done`;
    },
    became: (at, before) => {
      if (at === null) return 'reopened';
      return before == null ? 'completed' : 'changed when it was done';
    },
  },
} satisfies { [F in Field]: FieldWords<Task[F]> };

const VERBS: Record<Status, string> = { open: 'Reopened', done: 'Completed', dropped: 'Dropped' };

type Fields = typeof FIELDS;

/** The fields with only a few values. */
export type ChoiceField = FieldsWith<{ choices: object }>;
/** The fields that a row can show in plain words. */
export type TextField = FieldsWith<{ beside: object }>;
/** The fields that can be set for several tasks at once. */
export type BulkField = FieldsWith<{ bulk: object }>;

type FieldsWith<T> = { [F in Field]: Fields[F] extends T ? F : never }[Field];

/** The names of the fields, in the order in which a row shows them. */
export const FIELD_NAMES = Object.keys(FIELDS) as Field[];

/** The names of those with only a few values, in the same order. */
export const CHOICE_FIELDS = FIELD_NAMES.filter((field): field is ChoiceField =>
  Object.hasOwn(FIELDS[field], 'choices'),
);

export function wordsOf<F extends Field>(field: F): FieldWords<Task[F]> {
  const words: { [G in Field]: FieldWords<Task[G]> } = FIELDS;
  return words[field];
}

/** The values of such a field, each with its name. */
export function choicesOf(field: ChoiceField): [string, string][] {
  return Object.entries(FIELDS[field].choices);
}

/** The patch that chooses a value; an empty string clears the field. */
export function choosing(field: ChoiceField, value: string): TaskPatch {
  return { [field]: value === '' ? null : value };
}

export function bulkOf<F extends Field>(field: F): F extends BulkField ? Bulk : Bulk | undefined;
export function bulkOf(field: Field): Bulk | undefined {
  return wordsOf(field).bulk;
}

/** The fields of a new task. */
export function emptyFields(): Pick<Task, Field> {
  const values = FIELD_NAMES.map((field) => [field, wordsOf(field).empty]);
  return Object.fromEntries(values) as Pick<Task, Field>;
}

/** The fields of a task in an object that may have others. */
export function fieldsIn<T extends object>(source: T): Pick<T, Field & keyof T> {
  const entries = Object.entries(source).filter(([name]) => Object.hasOwn(FIELDS, name));
  return Object.fromEntries(entries) as Pick<T, Field & keyof T>;
}

/** What a change did to a field, if it changed it. */
export function doneWith<F extends Field>(
  field: F,
  change: TaskFields,
  what: string,
  before?: TaskFields | null,
): string[] {
  const value = change[field];
  return value === undefined ? [] : [wordsOf(field).done(value as Task[F], what, before?.[field])];
}

/** What a field became in a change, if it changed it. */
export function becameOf<F extends Field>(
  field: F,
  change: TaskFields,
  before: TaskFields,
): string[] {
  const value = change[field];
  return value === undefined ? [] : [wordsOf(field).became(value as Task[F], before[field])];
}

/** Whether a change has a status, which makes its completion time redundant. */
export function isSaidByStatus(field: Field, change: TaskFields): boolean {
  return field === 'completed_at' && change.status !== undefined;
}

/** A field with a few values, of which `empty` counts as none. */
function choice<V extends string, E extends V | null>(
  label: string,
  empty: E,
  choices: Record<V, string>,
) {
  const name = label.toLowerCase();
  const isSet = (value: V | E): value is V => value !== empty;
  const said = (value: V) => `${choices[value].toLowerCase()} ${name}`;
  return {
    label,
    empty: empty as V | E,
    choices,
    beside: (value: V | E) => (isSet(value) ? said(value) : undefined),
    done: (value: V | E, what: string) =>
      isSet(value) ? `Gave ${what} ${said(value)}` : `Removed ${nounOf(what, name)}`,
    became: (value: V | E) => (isSet(value) ? said(value) : `no ${name}`),
    bulk: { command: label, title: (what: string) => `${label} of ${what}`, none: `No ${name}` },
  };
}

function nothing(): undefined {
  return undefined;
}

function verbOf(text: string | null, before: string | null | undefined): string {
  if (text === null) return 'Removed';
  return before === null ? 'Added' : 'Changed';
}
