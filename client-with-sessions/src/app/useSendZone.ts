import { useEffect, useRef } from 'react';
import { useMutations } from '../data/MutationsProvider';
import { updateSettings } from '../data/mutations/updateSettings';
import { useSettings } from '../data/queries/settings';

/** Saves the browser's zone for an account that has none yet. */
export function useSendZone(): void {
  const { settings } = useSettings();
  const { mutate } = useMutations();
  const isSent = useRef(false);
  const isUnknown = settings?.zone === null;

  useEffect(() => {
    const { timeZone: zone } = Intl.DateTimeFormat().resolvedOptions();
    // Without one, the server uses UTC.
    if (!isUnknown || isSent.current || !zone || zone === 'UTC') return;
    isSent.current = true;
    mutate(updateSettings({ zone }), { quietly: true });
  }, [isUnknown, mutate]);
}
