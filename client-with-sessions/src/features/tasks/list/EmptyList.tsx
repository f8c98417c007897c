import type { TaskStatus } from '../../../api/types';
import { EmptyState } from '../../../ui/EmptyState';

const WORDS: Record<TaskStatus, { state: string; advice: string }> = {
  open: { state: 'Nothing left to do.', advice: 'Type the next thing above and press Enter.' },
  done: { state: 'Nothing done yet.', advice: 'Tick a task, and it is kept here.' },
  all: { state: 'No tasks yet.', advice: 'Type the first one above and press Enter.' },
};

/** Says what to do when there is nothing to show. */
export function EmptyList({ status }: { status: TaskStatus }) {
  return <EmptyState {...WORDS[status]} />;
}
