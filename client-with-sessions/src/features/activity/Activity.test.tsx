import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, test } from 'vitest';
import { problem, server } from '../../test/server';
import { showInside } from '../../test/showBoard';
import { makeTask, taskServer } from '../../test/taskServer';
import { Activity } from './Activity';

async function activity() {
  const { handlers, ...inside } = taskServer([makeTask(1)]);
  server.use(...handlers);
  const task = inside.tasks.get(1) ?? makeTask(1);
  inside.log.write('update', task, { ...task, title: 'Buy milk' });
  const shown = showInside(<Activity thisSession={1} trashDays={30} />);
  await screen.findByText('Renamed “Task 1” to “Buy milk”');
  return { ...shown, ...inside };
}

const entries = () => screen.getAllByRole('listitem').map((item) => item.textContent);

test('an entry is undone and done again from where it stands', async () => {
  const { tasks, user } = await activity();
  const button = screen.getByRole('button', { name: /^Undo: Renamed/ });
  await user.click(button);
  await waitFor(() => expect(tasks.get(1)?.title).toBe('Task 1'));
  await waitFor(() => expect(entries()[0]).toContain('Undid: Renamed “Task 1” to “Buy milk”'));
  expect(button.textContent).toBe('Undone');
  expect(document.activeElement).toBe(button);

  await user.click(screen.getByRole('button', { name: /^Redo: Undid/ }));
  await waitFor(() => expect(tasks.get(1)?.title).toBe('Buy milk'));
  await waitFor(() => expect(entries()[0]).toContain('Redid: Renamed “Task 1” to “Buy milk”'));
});

test('what stands in the way is said beside the entry', async () => {
  const { user } = await activity();
  server.use(
    http.post('*/changes/:group/undo', () =>
      problem(409, 'The title of “Buy milk” has been changed since.'),
    ),
  );
  await user.click(screen.getByRole('button', { name: /^Undo/ }));
  const [entry] = screen.getAllByRole('listitem');
  expect(await within(entry as HTMLElement).findByText(/has been changed since/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Redo' })).toBeNull();
});

test('says when it can’t be loaded, and tries again when asked to', async () => {
  const { handlers } = taskServer([]);
  server.use(...handlers);
  server.use(http.get('*/changes', () => problem(400, 'No such page.'), { once: true }));
  const { user } = showInside(<Activity thisSession={undefined} trashDays={undefined} />);
  expect(await screen.findByText(/The activity could not be loaded/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Nothing has happened yet.')).toBeTruthy();
});
