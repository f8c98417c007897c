import { useEffect, useRef } from 'react';
import { useChanges } from '../data/ChangesProvider';
import { newKey } from '../data/outbox/idempotencyKey';
import { useSettings } from '../data/queries/settings';

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
