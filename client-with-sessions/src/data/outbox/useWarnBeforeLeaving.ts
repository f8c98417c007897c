import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { hasUnsaved, useFailedChanges, usePendingChanges } from './pending';

/** Lets the browser ask before a tab is closed that holds what the server does not. */
export function useWarnBeforeLeaving(): void {
  const client = useQueryClient();
  const pending = usePendingChanges();
  const failed = useFailedChanges();
  const isUnsaved = pending.length + failed.length > 0;

  useEffect(() => {
    if (!isUnsaved) return;
    const warn = (event: BeforeUnloadEvent) => {
      // What was thrown away in this very moment is not worth a question.
      if (hasUnsaved(client)) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [client, isUnsaved]);
}
