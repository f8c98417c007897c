import { useCallback, useEffect, useRef } from 'react';
import { focusedTask } from '../../../selection/rows';
import { cardOf, focusCard } from '../board/cardFocus';

/** Lets the focus follow a task to its new place, where it is a new element. */
export function useKeptFocus(): (id: number) => void {
  const wanted = useRef<number>(undefined);

  useEffect(() => {
    const id = wanted.current;
    if (id === undefined || focusedTask() === id || !cardOf(id)) return;
    wanted.current = undefined;
    if (document.activeElement === document.body) focusCard(id);
  });

  return useCallback((id: number) => {
    if (focusedTask() === id) wanted.current = id;
  }, []);
}
