import { useEffect, useRef } from 'react';

/**
 * Saves when the panel is closed by a key or the Back button, and before the tab is closed.
 *
 * `save` returns whether there was anything to save.
 */
export function useSavedWhenGone(save: () => boolean): void {
  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  });
  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => {
      // It has been sent by now, but perhaps not answered.
      if (latest.current()) event.preventDefault();
    };
    window.addEventListener('beforeunload', onLeave);
    return () => {
      window.removeEventListener('beforeunload', onLeave);
      latest.current();
    };
  }, []);
}
