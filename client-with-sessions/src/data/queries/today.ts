import { useEffect, useState } from 'react';
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
