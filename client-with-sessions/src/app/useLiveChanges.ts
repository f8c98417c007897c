import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useMutations } from '../data/MutationsProvider';

/** Shows changes made elsewhere as they happen. */
export function useLiveChanges(): void {
  const client = useQueryClient();
  const { isOwn } = useMutations();

  useEffect(() => {
    let isOver = false;
    let stop = () => {};
    const begin = async () => {
      const { followChanges } = await import('../data/cache/followChanges');
      if (!isOver) stop = followChanges(client, isOwn);
    };
    // Without the stream, the lists are still refetched whenever the page becomes visible.
    begin().catch(() => undefined);
    return () => {
      isOver = true;
      stop();
    };
  }, [client, isOwn]);
}
