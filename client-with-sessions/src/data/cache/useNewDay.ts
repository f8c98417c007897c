import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { captureKeys } from '../queries/capture';
import { habitKeys } from '../queries/habits';
import { useSettings } from '../queries/settings';
import { taskKeys } from '../queries/tasks';
import { useToday } from '../queries/today';

/** When to ask again, in case the server's clock is a little behind. */
const AGAIN_MS = 60_000;

/** Refetches everything that depends on the day when the account's day changes. */
export function useNewDay(): void {
  const client = useQueryClient();
  const { settings } = useSettings();
  const today = useToday();
  const isKnown = settings !== undefined;
  const known = useRef<string>(undefined);

  useEffect(() => {
    // Until the settings are loaded, today is the browser's.
    if (!isKnown) return;
    const before = known.current;
    known.current = today;
    if (before === undefined || before === today) return;
    const refetch = () => {
      for (const queryKey of [taskKeys.all, captureKeys.all, habitKeys.all]) {
        void client.invalidateQueries({ queryKey });
      }
    };
    refetch();
    const timer = setTimeout(refetch, AGAIN_MS);
    return () => clearTimeout(timer);
  }, [client, isKnown, today]);
}
