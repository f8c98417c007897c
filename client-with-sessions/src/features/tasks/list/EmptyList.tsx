import type { Openness } from '../../../data/lists/lists';
import { EmptyState } from '../../../ui/EmptyState';

const WORDS: Record<Openness | 'all', { state: string; advice: string }> = {
  open: { state: 'Nothing left to do.', advice: 'Type the next thing above and press Enter.' },
  closed: { state: 'Nothing done yet.', advice: 'Tasks that you complete appear here.' },
  all: { state: 'No tasks yet.', advice: 'Type the first one above and press Enter.' },
};

/** Says what to do when there is nothing to show. */
export function EmptyList({ status }: { status: Openness | 'all' }) {
  return <EmptyState {...WORDS[status]} />;
}
