import { useEffect, useRef } from 'react';
import { Button } from './Button';
import styles from './LoadMore.module.css';

/** How far before the end the next page is fetched. */
const AHEAD = '800px';

interface Props {
  hasMore: boolean;
  isLoading: boolean;
  /** Why more could not be loaded. */
  problem: string | undefined;
  onMore: (by: 'nearness' | 'button') => void;
}

/** Loads more near the end of a list while scrolling, or with its button. */
export function LoadMore({ hasMore, isLoading, problem, onMore }: Props) {
  const end = useRef<HTMLDivElement>(null);
  const more = useRef(onMore);
  const loadsByItself = hasMore && !isLoading && problem === undefined;

  useEffect(() => {
    more.current = onMore;
  });

  useEffect(() => {
    const element = end.current;
    if (!element || !loadsByItself || !('IntersectionObserver' in window)) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) more.current('nearness');
      },
      { rootMargin: AHEAD },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [loadsByItself]);

  if (!hasMore) return null;
  return (
    <div ref={end} className={styles.more}>
      <div role="alert">{problem !== undefined && <p className={styles.failed}>{problem}</p>}</div>
      <Button
        variant="quiet"
        busy={isLoading}
        onClick={() => {
          if (!isLoading) onMore('button');
        }}
      >
        {problem === undefined ? 'Show more' : 'Try again'}
      </Button>
    </div>
  );
}
