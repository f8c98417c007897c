import { useCallback, useEffect, useState } from 'react';
import type { LocalOf } from '../lists/dayOrder';
import { localDue, todayIn } from '../lists/today';
import { useSettings } from './settings';

const MINUTE_MS = 60_000;

/** Today's date for the account; it changes while the page stays open overnight. */
export function useToday(): string {
  const { settings } = useSettings();
  const [now, setNow] = useState(() => new Date());

  useEffect(() => {
    const update = () => setNow(new Date());
    const timer = setInterval(update, MINUTE_MS);
    document.addEventListener('visibilitychange', update);
    // A page that the browser had frozen comes back with these.
    window.addEventListener('focus', update);
    window.addEventListener('pageshow', update);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', update);
      window.removeEventListener('focus', update);
      window.removeEventListener('pageshow', update);
    };
  }, []);

  return todayIn(settings, now);
}

/** Returns a function that tells a due by the account's clock. */
export function useLocalOf(): LocalOf {
  const { settings } = useSettings();
  return useCallback((due: string) => localDue(settings, due).local, [settings]);
}

/** Returns a function that maps an instant to a day of the account. */
export function useDayOf(): (instant: string) => string {
  const { settings } = useSettings();
  return useCallback((instant: string) => todayIn(settings, new Date(instant)), [settings]);
}
