import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { OpenTask } from '../opening/OpenTask';

/** The address says whose details are shown: a reload keeps them, and Back closes them. */
export function useOpenTaskInAddress(): OpenTask {
  const { task: id } = useSearch({ from: '/inside' });
  const navigate = useNavigate();
  const isOpen = useRef(false);

  useEffect(() => {
    isOpen.current = id !== undefined;
  }, [id]);

  const show = useCallback(
    (task: number | undefined) =>
      void navigate({
        to: '.',
        search: (before) => ({ ...before, task }),
        replace: isOpen.current,
        resetScroll: false,
      }),
    [navigate],
  );
  const close = useCallback(() => show(undefined), [show]);

  return useMemo(() => ({ id, open: show, close }), [id, show, close]);
}
