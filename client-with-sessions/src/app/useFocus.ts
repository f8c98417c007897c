import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { paths } from './pages/paths';

/** Opens the calm view of a task, or of the one that runs. */
export function useFocus(): (task?: number) => void {
  const navigate = useNavigate();
  return useCallback(
    (on) => void navigate({ to: paths.focus, search: { on, task: undefined } }),
    [navigate],
  );
}
