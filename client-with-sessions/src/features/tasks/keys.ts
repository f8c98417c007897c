import type { TaskStatus } from '../../api/types';

/** The keys of what the cache holds of tasks. */
export const taskKeys = {
  all: ['tasks'] as const,
  lists: () => [...taskKeys.all, 'list'] as const,
  list: (status: TaskStatus) => [...taskKeys.lists(), status] as const,
  changes: () => [...taskKeys.all, 'change'] as const,
};
