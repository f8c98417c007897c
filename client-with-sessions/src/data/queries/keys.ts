import type { Source } from '../lists/lists';

/** The keys of what the cache holds of projects, of saved views, of tags and of the settings. */
export const projectKeys = { all: ['projects'] as const };
export const viewKeys = { all: ['views'] as const };
export const tagKeys = { all: ['tags'] as const };
export const settingsKeys = { all: ['settings'] as const };

/** The keys of what the cache holds of tasks, and of what was done to them. */
export const taskKeys = {
  all: ['tasks'] as const,
  lists: () => [...taskKeys.all, 'list'] as const,
  list: (source: Source) => [...taskKeys.lists(), source] as const,
  /** What the server says of single tasks. */
  singles: () => [...taskKeys.all, 'one'] as const,
  single: (id: number) => [...taskKeys.singles(), id] as const,
  /** What the server works out for a task: its subtasks, its next dates, why it is urgent,
   * and for several tasks what they are parts of. */
  details: () => [...taskKeys.all, 'detail'] as const,
  detail: (what: 'subtasks' | 'occurrences' | 'urgency', id: number) =>
    [...taskKeys.details(), what, id] as const,
  relations: (ids: string) => [...taskKeys.details(), 'relations', ids] as const,
  trash: () => [...taskKeys.all, 'trash'] as const,
  histories: () => [...taskKeys.all, 'history'] as const,
  history: (id: number) => [...taskKeys.histories(), id] as const,
  activity: () => [...taskKeys.all, 'activity'] as const,
  /** The changes that are on their way to the server. */
  changes: () => [...taskKeys.all, 'change'] as const,
};
