import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { OpenTask } from '../selection/OpenTask';

/**
 * Keeps the open task in the address, so that a reload keeps it and Back closes it. From a subtask
 * that was opened in the details, Back returns to its parent.
 */
export function useOpenTaskInAddress(): OpenTask {
  const { task: id } = useSearch({ from: '/inside' });
  const navigate = useNavigate();
  const isOpen = useRef(false);

  useEffect(() => {
    isOpen.current = id !== undefined;
  }, [id]);

  const show = useCallback(
    (task: number | undefined, replace = isOpen.current) =>
      void navigate({
        to: '.',
        search: (before) => ({ ...before, task }),
        replace,
        resetScroll: false,
      }),
    [navigate],
  );
  const open = useCallback((task: number) => show(task), [show]);
  const goTo = useCallback((task: number) => show(task, false), [show]);
  const close = useCallback(() => show(undefined), [show]);

  return useMemo(() => ({ id, open, goTo, close }), [id, open, goTo, close]);
}
