import type { TaskStatus } from '../api/types';

/** The keys of what the cache holds of tasks, and of what was done to them. */
export const taskKeys = {
  all: ['tasks'] as const,
  lists: () => [...taskKeys.all, 'list'] as const,
  list: (status: TaskStatus) => [...taskKeys.lists(), status] as const,
  /** What the server says of single tasks. */
  singles: () => [...taskKeys.all, 'one'] as const,
  single: (id: number) => [...taskKeys.singles(), id] as const,
  trash: () => [...taskKeys.all, 'trash'] as const,
  histories: () => [...taskKeys.all, 'history'] as const,
  history: (id: number) => [...taskKeys.histories(), id] as const,
  activity: () => [...taskKeys.all, 'activity'] as const,
  /** The changes that are on their way to the server. */
  changes: () => [...taskKeys.all, 'change'] as const,
};
