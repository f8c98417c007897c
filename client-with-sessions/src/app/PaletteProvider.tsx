import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';

interface PaletteState {
  isOpen: boolean;
  open: () => void;
  close: () => void;
}

const PaletteContext = createContext<PaletteState | undefined>(undefined);

/** Whether the palette is open, and functions to open and close it. */
export function usePalette(): PaletteState {
  const palette = useContext(PaletteContext);
  if (!palette) throw new Error('usePalette needs a PaletteProvider above it.');
  return palette;
}

/** Lets every part of the frame open the palette. */
export function PaletteProvider({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const open = useCallback(() => setOpen(true), []);
  const close = useCallback(() => setOpen(false), []);
  const palette = useMemo(() => ({ isOpen, open, close }), [isOpen, open, close]);
  return <PaletteContext value={palette}>{children}</PaletteContext>;
}
