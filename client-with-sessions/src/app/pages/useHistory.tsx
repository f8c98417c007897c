import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { Task } from '../../api/types';

const TaskHistory = lazy(async () => ({ default: (await import('./TaskHistory')).TaskHistory }));

/** The history of a task over the page, once it is asked for. */
export function useHistory(): { onHistory: (task: Task) => void; history: ReactNode } {
  const [looked, lookAt] = useState<Task>();
  const history = looked && (
    <Suspense>
      <TaskHistory task={looked} onClose={() => lookAt(undefined)} />
    </Suspense>
  );
  return { onHistory: lookAt, history };
}
