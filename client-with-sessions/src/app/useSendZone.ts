import { useEffect, useRef } from 'react';
import { useChanges } from '../changes/ChangesProvider';
import { newKey } from '../changes/newKey';
import { useSettings } from '../queries/settings';

/** Tells the server once in which zone the account is, when nobody has said so yet. */
export function useSendZone(): void {
  const { settings } = useSettings();
  const { make } = useChanges();
  const isSent = useRef(false);
  const isUnknown = settings?.zone === null;

  useEffect(() => {
    const { timeZone: zone } = Intl.DateTimeFormat().resolvedOptions();
    // Without one, the server counts in UTC.
    if (!isUnknown || isSent.current || !zone || zone === 'UTC') return;
    isSent.current = true;
    make({ kind: 'updateSettings', key: newKey(), patch: { zone } }, { quietly: true });
  }, [isUnknown, make]);
}
