import { useEffect } from 'react';
import { useFailedChanges, usePendingChanges } from './changeQueue';

/** Lets the browser ask before a tab is closed that holds what the server does not. */
export function useWarnBeforeLeaving(): void {
  const pending = usePendingChanges();
  const failed = useFailedChanges();
  const isUnsaved = pending.length + failed.length > 0;

  useEffect(() => {
    if (!isUnsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isUnsaved]);
}
