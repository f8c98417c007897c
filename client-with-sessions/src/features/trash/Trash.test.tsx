import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { server } from '../../test/server';
import { showInside } from '../../test/showBoard';
import { makeTask, taskServer } from '../../test/taskServer';
import { Trash } from './Trash';

async function trashOf(count: number) {
  const { handlers, ...inside } = taskServer([]);
  for (let id = 1; id <= count; id++) {
    inside.trash.set(id, makeTask(id, { deleted_at: '2026-11-21T10:00:00Z' }));
  }
  server.use(...handlers);
  const shown = showInside(<Trash days={30} />);
  await screen.findByText(count > 0 ? `Task ${count}` : 'The trash is empty.');
  return { ...shown, ...inside };
}

const shownTasks = () =>
  within(screen.getByRole('list', { name: 'Deleted tasks' }))
    .queryAllByRole('listitem')
    .map((item) => item.querySelector('p')?.textContent);

test('the newest deleted are on top, and how long they are kept is said', async () => {
  await trashOf(2);
  expect(shownTasks()).toEqual(['Task 2', 'Task 1']);
  expect(screen.getByText('Deleted tasks are kept for at least 30 days.')).toBeTruthy();
  expect(screen.getAllByText(/kept until at least (?:21 Dec|Dec 21)/)).toHaveLength(2);
});

test('restoring shows at once, and can be undone', async () => {
  const { tasks, trash, user } = await trashOf(2);
  await user.click(screen.getByRole('button', { name: 'Restore Task 2' }));
  expect(shownTasks()).toEqual(['Task 1']);
  await waitFor(() => expect(tasks.has(2)).toBe(true));
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(trash.has(2)).toBe(true));
  await waitFor(() => expect(shownTasks()).toEqual(['Task 2', 'Task 1']));
});

test('deleting for good asks first, and offers no undo', async () => {
  const { trash, user } = await trashOf(2);
  await user.click(screen.getByRole('button', { name: 'Delete Task 2 for good' }));
  const dialog = screen.getByRole('dialog');
  expect(trash.size).toBe(2);
  await user.click(within(dialog).getByRole('button', { name: 'Delete for good' }));
  expect(shownTasks()).toEqual(['Task 1']);
  await waitFor(() => expect(trash.has(2)).toBe(false));
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
});

test('emptying asks how many', async () => {
  const { trash, user } = await trashOf(3);
  await user.click(screen.getByRole('button', { name: 'Empty the trash' }));
  const dialog = screen.getByRole('dialog');
  expect(dialog.textContent).toContain('3 tasks will be deleted for good');
  await user.click(within(dialog).getByRole('button', { name: 'Delete for good' }));
  expect(await screen.findByText('The trash is empty.')).toBeTruthy();
  await waitFor(() => expect(trash.size).toBe(0));
});
