import { loadMore } from '../../../data/cache/loadMore';
import { useTaskView } from '../list/useTaskView';

const NONE = new Map<number, never>();
const SOURCE = { kind: 'query', q: 'is:open no:planned sort:urgency' } as const;

/** The open tasks without a plan, the most urgent first. */
export function useUnplanned(today: string) {
  const { query, view } = useTaskView(SOURCE, today, NONE, undefined);
  const tasks = view?.tasks.filter(
    ({ planned, completed_at }) => planned === null && completed_at === null,
  );
  return { tasks, onMore: query.hasNextPage ? () => void loadMore(query) : undefined };
}
