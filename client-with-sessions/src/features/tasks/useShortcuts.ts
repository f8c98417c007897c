import { useEffect } from 'react';
import { useLetterKeys } from '../../ui/preferences';
import { findShortcut, type Shortcut } from './shortcuts';

/** Listens for the keys for as long as the page that has them is shown. */
export function useShortcuts(shortcuts: Shortcut[]): void {
  const letterKeys = useLetterKeys();

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      if (findShortcut(shortcuts, event, letterKeys)?.run(event)) event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [shortcuts, letterKeys]);
}
