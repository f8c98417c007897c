import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { dropEarly } from '../api/early';
import { settle } from '../browser/settled';

/** How long nothing is asked of the server before the page is taken to be complete. */
const QUIET_MS = 300;

/** Tells when the first page is complete, so that code for the next steps can be fetched ahead. */
export function useSettled(): void {
  const client = useQueryClient();

  useEffect(() => {
    let timer = 0;
    const isComplete = () => {
      dropEarly();
      settle();
    };
    const look = () => {
      if (client.isFetching() > 0) {
        clearTimeout(timer);
        timer = 0;
      } else timer ||= window.setTimeout(isComplete, QUIET_MS);
    };
    look();
    const unsubscribe = client.getQueryCache().subscribe(look);
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [client]);
}
