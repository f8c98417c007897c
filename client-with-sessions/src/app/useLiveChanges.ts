import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { whenSettled } from '../browser/settled';
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
    // It begins by refetching what was fetched without it. Until then, and if the code can't be fetched, the lists are
    // still refetched whenever the page becomes visible.
    const callOff = whenSettled(() => begin().catch(() => undefined));
    return () => {
      isOver = true;
      callOff();
      stop();
    };
  }, [client, isOwn]);
}
