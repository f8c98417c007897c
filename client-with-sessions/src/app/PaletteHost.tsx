import { useEffect } from 'react';
import { whenSettled } from '../browser/settled';
import { LoadingDialog } from '../ui/LoadingDialog';
import { loadable } from '../ui/loadable';
import { usePalette } from './PaletteProvider';

const { Component: CommandPalette, fetchAhead } = loadable(
  async () => (await import('./CommandPalette')).CommandPalette,
);

/** The palette while it is open. */
export function PaletteHost() {
  const { isOpen, close } = usePalette();

  useEffect(() => {
    const callOff = whenSettled(fetchAhead);
    // A person who presses Ctrl may be about to press K.
    const onKeyDown = ({ key }: KeyboardEvent) => {
      if (key === 'Control' || key === 'Meta') void fetchAhead();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      callOff();
      document.removeEventListener('keydown', onKeyDown);
    };
  }, []);

  if (!isOpen) return null;
  return <CommandPalette fallback={<LoadingDialog onClose={close} />} onClose={close} />;
}
