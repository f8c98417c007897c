import type { components } from './schema';

type Schemas = components['schemas'];

export type User = Schemas['User'];
export type Task = Schemas['Task'];
/** Which tasks of a user a list shows. */
export type TaskStatus = 'open' | 'done' | 'all';
export type Session = Schemas['Session'];
/** A user as an admin sees them. */
export type Account = Schemas['Account'];
