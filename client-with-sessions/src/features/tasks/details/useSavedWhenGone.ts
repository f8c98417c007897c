import { useEffect, useRef } from 'react';

/**
 * Saves also when the panel is closed by a key or a step back, and when the tab is about to go.
 *
 * `save` answers whether there was anything to save.
 */
export function useSavedWhenGone(save: () => boolean): void {
  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  });
  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => {
      // It is on its way then, but not there yet.
      if (latest.current()) event.preventDefault();
    };
    window.addEventListener('beforeunload', onLeave);
    return () => {
      window.removeEventListener('beforeunload', onLeave);
      latest.current();
    };
  }, []);
}
