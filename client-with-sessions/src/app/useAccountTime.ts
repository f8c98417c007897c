import { useMemo } from 'react';
import { localTime, todayIn } from '../data/lists/today';
import { useSettings } from '../data/queries/settings';
import { setAccountTime } from '../format/accountTime';

/** Has the page tell times as the account does, whatever zone the browser is in. */
export function useAccountTime(): void {
  const { settings } = useSettings();
  const zone = settings?.zone;
  const day_start = settings?.day_start;
  // While rendering, so that what is below finds it.
  useMemo(() => {
    const clock = zone === undefined || !day_start ? undefined : { zone, day_start };
    setAccountTime(
      clock && {
        localTime: (at) => localTime(clock, at),
        dayOf: (at) => todayIn(clock, at),
      },
    );
  }, [zone, day_start]);
}
