import { useEffect, useRef } from 'react';
import { toProblem } from '../../api/errors';
import { Button } from '../../ui/Button';
import styles from './TaskBoard.module.css';
import type { useTaskView } from './useTaskView';

/** How far ahead of the end the next page is asked for. */
const AHEAD = '800px';

interface Props {
  query: ReturnType<typeof useTaskView>['query'];
  wantFocus: (id: number) => void;
}

/** The end of a list that goes on: more is loaded on the way to it, or by its button. */
export function MoreTasks({ query, wantFocus }: Props) {
  const end = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = query;
  const loadsByItself = hasNextPage && !isFetching && !isFetchNextPageError;

  useEffect(() => {
    const element = end.current;
    if (!element || !loadsByItself || !('IntersectionObserver' in window)) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) void fetchNextPage();
      },
      { rootMargin: AHEAD },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [loadsByItself, fetchNextPage]);

  /** Leads on to the first of the new rows, where a reader goes on. */
  const showMore = async () => {
    if (isFetching) return;
    const { data } = await fetchNextPage();
    const first = data?.pages.at(-1)?.tasks[0];
    if (first) wantFocus(first.id);
  };

  if (!hasNextPage) return null;
  return (
    <div ref={end} className={styles.more}>
      <div role="alert">
        {isFetchNextPageError && <p className={styles.failed}>{toProblem(query.error).message}</p>}
      </div>
      <Button look="quiet" busy={isFetching} onClick={() => void showMore()}>
        {isFetchNextPageError ? 'Try again' : 'Show more'}
      </Button>
    </div>
  );
}
