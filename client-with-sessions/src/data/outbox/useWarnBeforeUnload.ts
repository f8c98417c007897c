import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { hasUnsaved, usePendingMutations, useRefusedMutations } from './pending';

/** Makes the browser ask before it closes a tab that has unsaved mutations. */
export function useWarnBeforeUnload(): void {
  const client = useQueryClient();
  const pending = usePendingMutations();
  const refused = useRefusedMutations();
  const isUnsaved = pending.length + refused.length > 0;

  useEffect(() => {
    if (!isUnsaved) return;
    const warn = (event: BeforeUnloadEvent) => {
      // The last one may have been discarded since the page was rendered.
      if (hasUnsaved(client)) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [client, isUnsaved]);
}
