import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useRef } from 'react';
import type { Theme } from '../browser/preferences';
import { always, type Command } from '../commands/command';
import { printCommand } from '../commands/printCommand';
import { useMutations } from '../data/MutationsProvider';
import { useSelectionStore } from '../selection/SelectionProvider';
import { selectionCommands } from '../selection/selectionCommands';
import { EXPORT, paths } from './pages/paths';
import { PAGES } from './pagesToGo';

/** How long to wait for what a page will have. */
const PATIENCE_MS = 2_000;

const ADD_LINE = '[data-add-line]';
const GO_TO_DAY = 'button[name=go-to-day]';

/** Does something with an element as soon as the page has it. */
function whenThere(
  selector: string,
  act: (element: HTMLElement) => void,
  since = performance.now(),
): void {
  const element = document.querySelector<HTMLElement>(selector);
  if (element) act(element);
  else if (performance.now() - since < PATIENCE_MS) {
    requestAnimationFrame(() => whenThere(selector, act, since));
  }
}

/** What the commands do that others do too. */
interface Actions {
  openPalette: () => void;
  logOut: () => void;
  chooseTheme: (theme: Theme) => void;
}

const THEMES = [
  { theme: 'dark', label: 'Dark theme', words: 'mode night' },
  { theme: 'light', label: 'Light theme', words: 'mode day' },
  { theme: 'system', label: 'Theme of the system', words: 'mode automatic' },
] as const;

/** The commands that work on every page. */
export function useAppCommands(actions: Actions): Command[] {
  const { undo, redo } = useMutations();
  const selection = useSelectionStore();
  const navigate = useNavigate();
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });

  return useMemo(
    () => [
      ...selectionCommands(selection),
      {
        id: 'task.add',
        group: 'Tasks',
        keys: ['n'],
        label: 'Add a task',
        words: 'new create',
        // The inbox has an add line, whatever page this is.
        run: always(
          () =>
            void navigate({ to: paths.inbox }).then(() =>
              whenThere(ADD_LINE, (line) => line.focus()),
            ),
        ),
      },
      {
        id: 'page.palette',
        group: 'Page',
        keys: ['k'],
        withCommand: true,
        whileTyping: true,
        keyOnly: true,
        label: 'Find a command, a page or a task',
        run: always(() => latest.current.openPalette()),
      },
      {
        id: 'page.undo',
        group: 'Page',
        keys: ['z'],
        withCommand: true,
        label: 'Undo',
        words: 'back revert',
        run: undo,
      },
      {
        id: 'page.redo',
        group: 'Page',
        keys: ['z'],
        withCommand: true,
        withShift: true,
        label: 'Redo',
        words: 'again',
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
        ({ keys, label, words, to }): Command => ({
          id: `go${to}`,
          group: 'Go to',
          keys: [...keys],
          label,
          words,
          run: always(() => void navigate({ to })),
        }),
      ),
      {
        id: 'page.goToDay',
        group: 'Go to',
        label: 'A day',
        words: 'jump to date calendar month',
        run: always(() => {
          const isHere = document.querySelector(GO_TO_DAY) !== null;
          const shown = isHere ? Promise.resolve() : navigate({ to: paths.calendar });
          void shown.then(() => whenThere(GO_TO_DAY, (button) => button.click()));
        }),
      },
      {
        id: 'project.add',
        group: 'Make',
        label: 'New project',
        words: 'add create',
        run: always(() => void navigate({ to: paths.projects, search: { add: true } })),
      },
      ...THEMES.map(
        ({ theme, label, words }): Command => ({
          id: `page.theme.${theme}`,
          group: 'Page',
          label,
          words,
          run: always(() => latest.current.chooseTheme(theme)),
        }),
      ),
      {
        id: 'page.export',
        group: 'Page',
        label: 'Export everything',
        words: 'download backup',
        run: always(() => window.location.assign(EXPORT)),
      },
      printCommand(() => window.print()),
      {
        id: 'page.logOut',
        group: 'Page',
        label: 'Log out',
        words: 'sign off exit',
        run: always(() => latest.current.logOut()),
      },
    ],
    [undo, redo, navigate, selection],
  );
}
