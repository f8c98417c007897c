import { useEffect } from 'react';
import { LoadingDialog } from '../ui/LoadingDialog';
import { loadable } from '../ui/loadable';
import { usePalette } from './PaletteProvider';

const { Component: CommandPalette, fetchAhead } = loadable(
  async () => (await import('./CommandPalette')).CommandPalette,
);

/** How long the page must be settled before code for the next step is prefetched. */
const SETTLED_MS = 1_000;

/** The palette while it is open. Its code is prefetched when the browser is idle. */
export function PaletteHost() {
  const { isOpen, close } = usePalette();

  useEffect(() => {
    const timer = setTimeout(fetchAhead, SETTLED_MS);
    // A person who presses Ctrl may be about to press K.
    const onKeyDown = ({ key }: KeyboardEvent) => {
      if (key === 'Control' || key === 'Meta') fetchAhead();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('keydown', onKeyDown);
    };
  }, []);

  if (!isOpen) return null;
  return <CommandPalette fallback={<LoadingDialog />} onClose={close} />;
}
