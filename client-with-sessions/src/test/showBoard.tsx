import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type ReactNode, useMemo } from 'react';
import { followConnection, makeQueryClient } from '../app/queryClient';
import { CommandsProvider } from '../commands/CommandsProvider';
import type { Command } from '../commands/command';
import type { Openness } from '../data/lists/lists';
import { MutationsProvider, useMutations } from '../data/MutationsProvider';
import { TaskBoard } from '../features/tasks/pages/TaskBoard';
import { SelectionProvider } from '../selection/SelectionProvider';
import { ToastProvider, useToasts } from '../ui/Toasts';

/** Renders a part of the page with its providers. */
export function showInside(part: ReactNode) {
  followConnection();
  const client = makeQueryClient();
  render(
    <QueryClientProvider client={client}>
      <ToastProvider>
        <Inside>{part}</Inside>
      </ToastProvider>
    </QueryClientProvider>,
  );
  return { client, user: userEvent.setup() };
}

function Inside({ children }: { children: ReactNode }) {
  return (
    <MutationsProvider owner={1} toasts={useToasts()}>
      <SelectionProvider>
        <Keys>{children}</Keys>
      </SelectionProvider>
    </MutationsProvider>
  );
}

/** The keys that work on every page. */
function Keys({ children }: { children: ReactNode }) {
  const { undo, redo } = useMutations();
  const commands = useMemo<Command[]>(() => {
    const both = { group: 'Page', keys: ['z'], withCommand: true } as const;
    return [
      { ...both, keys: ['z'], id: 'page.undo', label: 'Undo', run: undo },
      { ...both, keys: ['z'], id: 'page.redo', withShift: true, label: 'Redo', run: redo },
    ];
  }, [undo, redo]);
  return <CommandsProvider commands={commands}>{children}</CommandsProvider>;
}

/** Renders the task list as the page does, without the router. */
export function showBoard(status: Openness | 'all' = 'open', onHistory: () => void = () => {}) {
  return showInside(<TaskBoard owner={1} status={status} filter={null} onHistory={onHistory} />);
}

/** The titles in the list, from the top. */
export function titles(): string[] {
  const list = screen.queryByRole('list', { name: /tasks$/ });
  if (!list) return [];
  return within(list)
    .queryAllByRole('checkbox')
    .map((box) => box.getAttribute('aria-label') ?? '');
}

/** The checkbox of a task. */
export function checkbox(title: string | RegExp): HTMLInputElement {
  return screen.getByRole('checkbox', { name: title });
}

/** The line that adds tasks. */
export function addLine(): HTMLInputElement {
  return screen.getByLabelText('Add a task');
}
