import { screen, waitFor } from '@testing-library/react';
import { delay, HttpResponse, http } from 'msw';
import { describe, expect, test } from 'vitest';
import { problem, server } from '../../../test/server';
import { addLine, checkbox, showBoard, titles } from '../../../test/showBoard';
import { makeTask, taskServer } from '../../../test/taskServer';

/** The server never answers, so only the page can show a change. */
const silence = () => delay('infinite');

async function board(count = 2) {
  const { handlers, ...inside } = taskServer(
    Array.from({ length: count }, (_, index) => makeTask(index + 1)),
  );
  server.use(...handlers);
  const shown = showBoard();
  if (count > 0) await screen.findByRole('checkbox', { name: `Task ${count}` });
  return { ...shown, ...inside };
}

describe('adding', () => {
  test('shows the task before the server has answered, and stays ready for the next', async () => {
    const { user } = await board();
    server.use(http.post('*/capture', silence));
    await user.type(addLine(), 'Buy milk{Enter}');
    expect(titles()).toEqual(['Buy milk', 'Task 2', 'Task 1']);
    expect(screen.getByText('3 open')).toBeTruthy();
    expect(addLine().value).toBe('');
    expect(document.activeElement).toBe(addLine());
  });

  test('leaves the task in the list once the server has agreed', async () => {
    const { tasks, user } = await board();
    await user.type(addLine(), '  Buy milk {Enter}');
    await waitFor(() => expect(checkbox('Buy milk').disabled).toBe(false));
    expect(titles()).toEqual(['Buy milk', 'Task 2', 'Task 1']);
    expect(tasks.get(3)?.title).toBe('Buy milk');
  });

  test('keeps the words when the server says no, and sends them again when asked to', async () => {
    const { tasks, user } = await board();
    server.use(http.post('*/capture', () => problem(422, 'That title won’t do.'), { once: true }));
    await user.type(addLine(), 'Buy milk{Enter}');
    expect(await screen.findByText('Not added. That title won’t do.')).toBeTruthy();
    expect(screen.getByText('2 open')).toBeTruthy();

    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(tasks.get(3)?.title).toBe('Buy milk'));
    expect(screen.queryByText(/Not added/)).toBeNull();
  });

  test('sends the same key again after the connection broke, and adds one task', async () => {
    const { tasks, user } = await board();
    const keys: (string | null)[] = [];
    server.use(
      http.get('*/healthz', () => HttpResponse.json({})),
      http.post(
        '*/capture',
        ({ request }) => {
          keys.push(request.headers.get('Idempotency-Key'));
          return HttpResponse.error();
        },
        { once: true },
      ),
      http.post('*/capture', ({ request }) => {
        keys.push(request.headers.get('Idempotency-Key'));
      }),
    );
    await user.type(addLine(), 'Buy milk{Enter}');
    expect(await screen.findByText('Waiting to be saved')).toBeTruthy();
    await waitFor(() => expect(tasks.size).toBe(3), { timeout: 5_000 });
    expect(keys).toHaveLength(2);
    expect(keys[0]).toMatch(/^[\da-f-]{36}$/);
    expect(keys[1]).toBe(keys[0]);
    await waitFor(() => expect(titles()).toEqual(['Buy milk', 'Task 2', 'Task 1']));
  });

  test('sends nothing for a blank line, and says when a title is too long', async () => {
    const { user } = await board();
    await user.type(addLine(), '   {Enter}');
    expect(titles()).toEqual(['Task 2', 'Task 1']);
    await user.clear(addLine());
    await user.click(addLine());
    await user.paste('x'.repeat(501));
    await user.keyboard('{Enter}');
    expect(screen.getByText(/500 characters at most, this one has 501/)).toBeTruthy();
    expect(addLine().value).toHaveLength(501);
  });
});

describe('ticking', () => {
  test('shows at once, lets the row leave, and offers to undo', async () => {
    const { tasks, user } = await board();
    await user.click(checkbox('Task 2'));
    expect(checkbox('Task 2').checked).toBe(true);
    expect(screen.getByText('1 open')).toBeTruthy();
    await waitFor(() => expect(titles()).toEqual(['Task 1']));
    expect(tasks.get(2)?.completed_at).not.toBeNull();

    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(titles()).toEqual(['Task 2', 'Task 1']));
    await waitFor(() => expect(tasks.get(2)?.completed_at).toBeNull());
  });

  test('is put right when the server says no, and the row says why', async () => {
    const { user } = await board();
    server.use(http.patch('*/tasks/:id', () => problem(500, 'The disk is full.')));
    await user.click(checkbox('Task 2'));
    expect(await screen.findByText('Not saved. The disk is full.')).toBeTruthy();
    expect(checkbox('Task 2').checked).toBe(false);
    expect(screen.getByText('2 open')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });
});

describe('deleting', () => {
  test('happens at once, and can be undone', async () => {
    const { tasks, user } = await board();
    checkbox(/^Task 2/).focus();
    await user.keyboard('{Delete}');
    await waitFor(() => expect(titles()).toEqual(['Task 1']));
    await waitFor(() => expect(tasks.has(2)).toBe(false));

    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(titles()).toEqual(['Task 2', 'Task 1']));
    await waitFor(() => expect(tasks.has(2)).toBe(true));
  });

  test('is put right when the server says no, and the row says why', async () => {
    const { user } = await board();
    server.use(http.delete('*/tasks/:id', () => problem(500, 'The disk is full.')));
    checkbox(/^Task 2/).focus();
    await user.keyboard('{Delete}');
    expect(await screen.findByText('Not deleted. The disk is full.')).toBeTruthy();
    expect(titles()).toEqual(['Task 2', 'Task 1']);
    await user.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByText(/Not deleted/)).toBeNull();
  });
});

describe('a task that was deleted elsewhere', () => {
  test('is as good as deleted here', async () => {
    const { tasks, user } = await board();
    tasks.delete(2);
    checkbox(/^Task 2/).focus();
    await user.keyboard('{Delete}');
    await waitFor(() => expect(titles()).toEqual(['Task 1']));
    await waitFor(() => expect(screen.getByText('1 open')).toBeTruthy());
    expect(screen.queryByText(/Not deleted/)).toBeNull();
  });

  test('goes, and a message says why', async () => {
    const { tasks, user } = await board();
    tasks.delete(2);
    await user.click(checkbox('Task 2'));
    expect(await screen.findByText('Not saved: Task 2. There is no such task.')).toBeTruthy();
    await waitFor(() => expect(titles()).toEqual(['Task 1']));
  });

  test('and that can’t be brought back says what stands in the way', async () => {
    const { trash, user } = await board();
    checkbox(/^Task 2/).focus();
    await user.keyboard('{Delete}');
    await waitFor(() => expect(trash.has(2)).toBe(true));
    trash.delete(2);
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(
      await screen.findByText('Not undone: Deleted “Task 2”. Part of it was permanently deleted.'),
    ).toBeTruthy();
    await waitFor(() => expect(titles()).toEqual(['Task 1']));
  });
});

describe('the list', () => {
  test('says what to do when there is nothing in it', async () => {
    await board(0);
    expect(await screen.findByText('Nothing left to do.')).toBeTruthy();
  });

  test('loads more by its button, and leads on to the first of the new rows', async () => {
    const { user } = await board(120);
    expect(titles()).toHaveLength(50);
    expect(screen.getByText('120 open')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Show more' }));
    await waitFor(() => expect(document.activeElement).toBe(checkbox('Task 70')));
    await user.click(screen.getByRole('button', { name: 'Show more' }));
    await waitFor(() => expect(titles()).toHaveLength(120));
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  });

  test('knows what was changed elsewhere once it is looked at again', async () => {
    const { tasks } = await board();
    tasks.set(3, makeTask(3, { title: 'Made elsewhere' }));
    window.dispatchEvent(new Event('visibilitychange'));
    expect(await screen.findByRole('checkbox', { name: 'Made elsewhere' })).toBeTruthy();
  });

  test('says when it can’t be loaded, and tries again when asked to', async () => {
    const { handlers } = taskServer([makeTask(1)]);
    server.use(...handlers);
    server.use(http.get('*/tasks', () => problem(400, 'No such page.'), { once: true }));
    const { user } = showBoard();
    expect(await screen.findByText('The tasks could not be loaded.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('checkbox', { name: 'Task 1' })).toBeTruthy();
  });
});
