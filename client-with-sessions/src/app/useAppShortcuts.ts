import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useChanges } from '../changes/ChangesProvider';
import { always, type Shortcut } from '../ui/shortcuts';
import { paths } from './paths';

const PAGES = [
  { keys: ['g t'], label: 'Go to the tasks', to: paths.tasks },
  { keys: ['g a'], label: 'Go to the activity', to: paths.activity },
  { keys: ['g d'], label: 'Go to the trash', to: paths.trash },
  { keys: ['g s'], label: 'Go to the settings', to: paths.settings },
] as const;

/** The keys that work on every page inside. */
export function useAppShortcuts(): Shortcut[] {
  const { undo, redo } = useChanges();
  const navigate = useNavigate();

  return useMemo(
    () => [
      { keys: ['z'], withCommand: true, label: 'Undo', run: undo },
      { keys: ['z'], withCommand: true, withShift: true, label: 'Redo', run: redo },
      { keys: ['y'], withCommand: true, label: 'Redo, as elsewhere', unlisted: true, run: redo },
      ...PAGES.map(({ keys, label, to }) => ({
        keys: [...keys],
        label,
        run: always(() => void navigate({ to })),
      })),
    ],
    [undo, redo, navigate],
  );
}
