import { useCallback, useEffect, useState } from 'react';
import { todayIn } from '../lists/today';
import { useSettings } from './settings';

const MINUTE_MS = 60_000;

/** The day that it is for the account; a page that stays open overnight follows. */
export function useToday(): string {
  const { settings } = useSettings();
  const [now, setNow] = useState(() => new Date());

  useEffect(() => {
    const look = () => setNow(new Date());
    const timer = setInterval(look, MINUTE_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);

  return todayIn(settings, now);
}

/** Tells which day of the account an instant is on. */
export function useDayOf(): (instant: string) => string {
  const { settings } = useSettings();
  return useCallback((instant: string) => todayIn(settings, new Date(instant)), [settings]);
}
