import { useEffect, useRef } from 'react';
import { browserDateOrder } from '../browser/locale';
import { useMutations } from '../data/MutationsProvider';
import { updateSettings } from '../data/mutations/updateSettings';
import { useSettings } from '../data/queries/settings';

/** Saves the browser's zone and date order for an account that has none yet. */
export function useSendLocale(): void {
  const { settings } = useSettings();
  const { mutate } = useMutations();
  const isSent = useRef(false);
  const lacksZone = settings?.zone === null;
  const lacksOrder = settings?.date_order === null;

  useEffect(() => {
    const { timeZone: zone } = Intl.DateTimeFormat().resolvedOptions();
    const patch = {
      // Without one, the server uses UTC.
      ...(lacksZone && zone && zone !== 'UTC' && { zone }),
      ...(lacksOrder && { date_order: browserDateOrder() }),
    };
    if (isSent.current || Object.keys(patch).length === 0) return;
    isSent.current = true;
    mutate({ ...updateSettings(patch), isAutomatic: true });
  }, [lacksZone, lacksOrder, mutate]);
}
