import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { always, type Command } from '../commands/command';
import { useMutations } from '../data/MutationsProvider';
import { useSelectionStore } from '../selection/SelectionProvider';
import { selectionCommands } from '../selection/selectionCommands';
import { paths } from './pages/paths';
import { PAGES } from './pagesToGo';

/** How long to wait for the add line of a page. */
const PATIENCE_MS = 2_000;

/** On a page without an add line, opens the inbox, which has one. */
function focusAddLineSoon(since = performance.now()): void {
  const line = document.querySelector<HTMLElement>('[data-add-line]');
  if (line) line.focus();
  else if (performance.now() - since < PATIENCE_MS) {
    requestAnimationFrame(() => focusAddLineSoon(since));
  }
}

/** The commands that work on every page. */
export function useAppCommands(openPalette: () => void): Command[] {
  const { undo, redo } = useMutations();
  const selection = useSelectionStore();
  const navigate = useNavigate();

  return useMemo(
    () => [
      ...selectionCommands(selection),
      {
        id: 'task.add',
        group: 'Tasks',
        keys: ['n'],
        label: 'Add a task',
        run: always(() => void navigate({ to: paths.inbox }).then(() => focusAddLineSoon())),
      },
      {
        id: 'page.palette',
        group: 'Page',
        keys: ['k'],
        withCommand: true,
        whileTyping: true,
        keyOnly: true,
        label: 'Find a command, a page or a task',
        run: always(openPalette),
      },
      { id: 'page.undo', group: 'Page', keys: ['z'], withCommand: true, label: 'Undo', run: undo },
      {
        id: 'page.redo',
        group: 'Page',
        keys: ['z'],
        withCommand: true,
        withShift: true,
        label: 'Redo',
        run: redo,
      },
      {
        id: 'page.redoElsewhere',
        group: 'Page',
        keys: ['y'],
        withCommand: true,
        label: 'Redo',
        unlisted: true,
        run: redo,
      },
      ...PAGES.map(
        ({ keys, label, to }): Command => ({
          id: `go${to}`,
          group: 'Go to',
          keys: [...keys],
          label,
          run: always(() => void navigate({ to })),
        }),
      ),
    ],
    [undo, redo, navigate, selection, openPalette],
  );
}
