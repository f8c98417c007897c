import type { components, operations } from './schema';

type Schemas = components['schemas'];

export type User = Schemas['User'];
export type Task = Schemas['Task'];
/** Which tasks of a user a list shows. */
export type TaskStatus = NonNullable<
  NonNullable<operations['list_tasks']['parameters']['query']>['status']
>;
export type Session = Schemas['Session'];
/** A user as an admin sees them. */
export type Account = Schemas['Account'];

/** The fields of a task that a change touched. */
export type TaskFields = Partial<
  Pick<Task, 'title' | 'description' | 'completed_at' | 'deleted_at'>
>;
type WithFields<T> = Omit<T, 'before' | 'after'> & {
  before: TaskFields | null;
  after: TaskFields | null;
};

export type Actor = Schemas['Actor'];
/** What a group of changes did. */
export type Action = Schemas['Action'];
/** One change of one task. */
export type Change = WithFields<Schemas['Change']>;
/** All that one action of a person changed. */
export type ChangeGroup = Omit<Schemas['ChangeGroup'], 'changes'> & { changes: Change[] };
/** One change in the history of a task; its id is the version that the task had from then on. */
export type TaskVersion = WithFields<Schemas['TaskChange']>;
