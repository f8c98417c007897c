import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { hasUnsaved, usePendingMutations, useRefusedMutations } from './pending';

/** Lets the browser ask before a tab is closed with something in it that the server does not have. */
export function useWarnBeforeUnload(): void {
  const client = useQueryClient();
  const pending = usePendingMutations();
  const refused = useRefusedMutations();
  const isUnsaved = pending.length + refused.length > 0;

  useEffect(() => {
    if (!isUnsaved) return;
    const warn = (event: BeforeUnloadEvent) => {
      // What was just discarded is not worth a question.
      if (hasUnsaved(client)) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [client, isUnsaved]);
}
