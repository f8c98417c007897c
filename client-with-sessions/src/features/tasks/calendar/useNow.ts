import { useEffect, useState } from 'react';
import { localTime } from '../../../data/lists/today';
import { useSettings } from '../../../data/queries/settings';

const MINUTE_MS = 60_000;

/** The local time of the account, such as 2026-11-27T14:30; it moves on with the minutes. */
export function useNow(): string {
  const { settings } = useSettings();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return localTime(settings, now);
}
