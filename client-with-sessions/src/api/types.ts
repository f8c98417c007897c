import type { components, operations } from './schema';

type Schemas = components['schemas'];

export type User = Schemas['User'];
export type Task = Omit<Schemas['Task'], 'recurrence'> & { recurrence: Recurrence | null };
/** Which tasks of a user a list shows. */
export type TaskStatus = NonNullable<
  NonNullable<operations['list_tasks']['parameters']['query']>['status']
>;
/** Whether a task is open, done or dropped. */
export type Status = Schemas['Status'];
export type Priority = Schemas['Priority'];
/** How a task repeats; the server says when that began. */
export type Recurrence = Omit<Schemas['Recurrence'], 'dtstart'> & { dtstart?: string };
export type Project = Schemas['Project'];
/** A project, and how much there is to do in it. */
export type ListedProject = Schemas['ListedProject'];
export type Colour = Schemas['Colour'];
export type SavedView = Schemas['View'];
/** A field of the query language, and what it takes. */
export type FieldHelp = Schemas['FieldHelp'];
export type ListedTag = Schemas['ListedTag'];
export type Settings = Schemas['Settings'];
export type Weekday = Schemas['Day'];
export type Agenda = Schemas['Agenda'];
export type AgendaDay = Schemas['AgendaDay'];
export type CapturedTask = Schemas['CapturedTask'];
export type CapturedSpan = Schemas['CapturedSpan'];
export type Urgency = Schemas['Urgency'];
/** What a task is a part of, and how far its own parts are. */
export type Relations = Schemas['Relations'];
export type Session = Schemas['Session'];
/** A user as an admin sees them. */
export type Account = Schemas['Account'];

/** The fields of a task that a change touched. */
export type TaskFields = Partial<Task>;
/** What an update may change of a task: the fields that the API takes, with the values that a task has. */
export type TaskPatch = Partial<Pick<Task, keyof Schemas['UpdateTask'] & keyof Task>>;
type WithFields<T> = Omit<T, 'before' | 'after'> & {
  before: TaskFields | null;
  after: TaskFields | null;
};

export type Actor = Schemas['Actor'];
/** What a group of changes did. */
export type Action = Schemas['Action'];
export type ObjectKind = Schemas['ObjectKind'];
/** One change of one thing. */
export type Change = WithFields<Schemas['Change']>;
/** All that one action of a person changed. */
export type ChangeGroup = Omit<Schemas['ChangeGroup'], 'changes'> & { changes: Change[] };
/** One change in the history of a task; its id is the version that the task had from then on. */
export type TaskVersion = WithFields<Schemas['TaskChange']>;
