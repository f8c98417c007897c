import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { TaskStatus } from '../api/types';
import { followConnection, makeQueryClient } from '../app/queryClient';
import { TaskBoard } from '../features/tasks/TaskBoard';
import { ToastProvider } from '../ui/Toasts';

/** Shows the task list as the page does, without the addresses around it. */
export function showBoard(status: TaskStatus = 'open') {
  followConnection();
  const client = makeQueryClient();
  render(
    <QueryClientProvider client={client}>
      <ToastProvider>
        <TaskBoard owner={1} status={status} filter={null} />
      </ToastProvider>
    </QueryClientProvider>,
  );
  return { client, user: userEvent.setup() };
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
export function checkbox(title: string): HTMLInputElement {
  return screen.getByRole('checkbox', { name: title });
}

/** The line that adds tasks. */
export function addLine(): HTMLInputElement {
  return screen.getByLabelText('Add a task');
}
