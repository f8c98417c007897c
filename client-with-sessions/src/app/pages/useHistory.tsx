import { type ReactNode, useState } from 'react';
import type { Task } from '../../api/types';
import { loadable } from '../../ui/loadable';

const { Component: TaskHistory } = loadable(
  async () => (await import('./TaskHistory')).TaskHistory,
);

/** The history of a task in a dialog, once it is opened. */
export function useHistory(): { onHistory: (task: Task) => void; history: ReactNode } {
  const [looked, lookAt] = useState<Task>();
  const history = looked && <TaskHistory task={looked} onClose={() => lookAt(undefined)} />;
  return { onHistory: lookAt, history };
}
