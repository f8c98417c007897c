import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import type { Conflicts } from './conflicts';
import { hasUnsaved, usePendingMutations, useRefusedMutations } from './pending';

/** Makes the browser ask before it closes a tab with something that is not saved. */
export function useWarnBeforeUnload({ hasAny, watchAny }: Conflicts): void {
  const client = useQueryClient();
  const pending = usePendingMutations();
  const refused = useRefusedMutations();
  const isAsking = useSyncExternalStore(watchAny, hasAny);
  const isUnsaved = isAsking || pending.length + refused.length > 0;

  useEffect(() => {
    if (!isUnsaved) return;
    const warn = (event: BeforeUnloadEvent) => {
      // The last one may have been discarded since the page was rendered.
      if (hasAny() || hasUnsaved(client)) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [client, hasAny, isUnsaved]);
}
