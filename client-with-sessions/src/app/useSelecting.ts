import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useSelectionStore } from '../selection/SelectionProvider';
import { useSelectByPointer } from '../selection/useSelectByPointer';

/** Selects by pointer on every page; a selection ends with the page it was made on. */
export function useSelecting(): void {
  const selection = useSelectionStore();
  const page = useLocation({ select: ({ pathname }) => pathname });
  useSelectByPointer(selection);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the page says when.
  useEffect(() => () => selection.clear(), [selection, page]);
}
