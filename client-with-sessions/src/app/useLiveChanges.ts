import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useMutations } from '../data/MutationsProvider';

/** Shows what is changed elsewhere as it happens. */
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
    // Without it the lists are still fetched anew whenever the page is looked at.
    begin().catch(() => undefined);
    return () => {
      isOver = true;
      stop();
    };
  }, [client, isOwn]);
}
