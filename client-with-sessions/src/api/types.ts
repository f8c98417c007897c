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
