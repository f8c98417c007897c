import { toProblem } from '../../../api/errors';
import { loadMore } from '../../../data/cache/loadMore';
import { LoadMore } from '../../../ui/LoadMore';
import type { useTaskView } from './useTaskView';

interface Props {
  query: ReturnType<typeof useTaskView>['query'];
  wantFocus: (id: number) => void;
}

/** Loads more at the end of a list; its button then focuses the first of the new rows. */
export function MoreTasks({ query, wantFocus }: Props) {
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError } = query;

  const load = async (by: 'nearness' | 'button') => {
    const [first] = (await loadMore(query))?.tasks ?? [];
    if (first && by === 'button') wantFocus(first.id);
  };

  return (
    <LoadMore
      hasMore={hasNextPage}
      isLoading={isFetchingNextPage}
      problem={isFetchNextPageError ? toProblem(query.error).message : undefined}
      onMore={(by) => void load(by)}
    />
  );
}
