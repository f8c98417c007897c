import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useSelectionStore } from '../selection/SelectionProvider';
import { useSelectByPointer } from '../selection/useSelectByPointer';

/** Enables selecting by pointer on every page. A new page clears the selection. */
export function useSelecting(): void {
  const selection = useSelectionStore();
  const page = useLocation({ select: ({ pathname }) => pathname });
  useSelectByPointer(selection);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the page says when.
  useEffect(() => () => selection.clear(), [selection, page]);
}
