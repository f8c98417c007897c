import { screen, waitFor } from '@testing-library/react';
import { http } from 'msw';
import { describe, expect, test, vi } from 'vitest';
import { setLetterKeys } from '../../../browser/preferences';
import { problem, server } from '../../../test/server';
import { addLine, checkbox, showBoard, titles } from '../../../test/showBoard';
import { makeTask, taskServer } from '../../../test/taskServer';

async function board() {
  const { handlers, tasks } = taskServer([makeTask(1), makeTask(2), makeTask(3)]);
  server.use(...handlers);
  const shown = showBoard();
  await screen.findByRole('checkbox', { name: 'Task 3' });
  return { ...shown, tasks };
}

describe('the keys', () => {
  test('n leads to the line that adds', async () => {
    const { user } = await board();
    await user.keyboard('n');
    expect(document.activeElement).toBe(addLine());
    expect(addLine().value).toBe('');
  });

  test('j and k move from row to row, and so do the arrows', async () => {
    const { user } = await board();
    await user.keyboard('j');
    expect(document.activeElement).toBe(checkbox('Task 3'));
    await user.keyboard('j{ArrowDown}');
    expect(document.activeElement).toBe(checkbox('Task 1'));
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(checkbox('Task 1'));
    await user.keyboard('{ArrowUp}k');
    expect(document.activeElement).toBe(checkbox('Task 3'));
  });

  test.each(['c', ' '])('“%s” completes the row that has the focus', async (key) => {
    const { tasks, user } = await board();
    await user.keyboard(`j${key}`);
    await waitFor(() => expect(tasks.get(3)?.completed_at).not.toBeNull());
    await waitFor(() => expect(titles()).toEqual(['Task 2', 'Task 1']));
    expect(document.activeElement).toBe(checkbox('Task 2'));
  });

  test.each(['{Delete}', '{Backspace}'])(
    '%s deletes, and the next row has the focus',
    async (key) => {
      const { tasks, user } = await board();
      await user.keyboard(`jj${key}`);
      expect(document.activeElement).toBe(checkbox('Task 1'));
      await waitFor(() => expect(tasks.has(2)).toBe(false));
    },
  );

  test('Ctrl+Z brings back what was deleted, with the focus on it', async () => {
    const { tasks, user } = await board();
    await user.keyboard('j{Delete}');
    await waitFor(() => expect(tasks.has(3)).toBe(false));
    await user.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(document.activeElement).toBe(checkbox('Task 3')));
    await waitFor(() => expect(tasks.has(3)).toBe(true));
  });

  test('Ctrl+Z undoes from the line too, while nothing is typed in it', async () => {
    const { tasks, user } = await board();
    await user.keyboard('j{Delete}');
    await waitFor(() => expect(tasks.has(3)).toBe(false));
    await waitFor(() => expect(titles()).toEqual(['Task 2', 'Task 1']));
    await user.type(addLine(), 'typed');
    await user.keyboard('{Control>}z{/Control}');
    expect(titles()).toEqual(['Task 2', 'Task 1']);
    await user.clear(addLine());
    await user.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(titles()).toEqual(['Task 3', 'Task 2', 'Task 1']));
  });

  test('? shows them all, and they rest while it does', async () => {
    const { tasks, user } = await board();
    await user.keyboard('j?');
    expect(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })).toBeTruthy();
    await user.keyboard('c');
    expect(tasks.get(3)?.completed_at).toBeNull();
  });

  test('none of them acts while something is typed', async () => {
    const { tasks, user } = await board();
    await user.type(addLine(), 'njkxe?');
    expect(addLine().value).toBe('njkxe?');
    expect(document.activeElement).toBe(addLine());
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(tasks.size).toBe(3);
  });

  test('single letters can be turned off; the others go on', async () => {
    const { user } = await board();
    setLetterKeys(false);
    await user.keyboard('n');
    expect(document.activeElement).toBe(document.body);
    checkbox('Task 3').focus();
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(checkbox('Task 2'));
  });
});

describe('editing in place', () => {
  const title = () => screen.getByLabelText<HTMLInputElement>('Title');

  test.each(['e', '{Enter}'])('%s opens it, Enter saves and goes back to the row', async (key) => {
    const { tasks, user } = await board();
    await user.keyboard(`j${key}`);
    expect(document.activeElement).toBe(title());
    await user.clear(title());
    await user.keyboard('Call home{Enter}');
    expect(titles()).toEqual(['Call home', 'Task 2', 'Task 1']);
    expect(document.activeElement).toBe(checkbox('Call home'));
    await waitFor(() => expect(tasks.get(3)?.title).toBe('Call home'));
  });

  test('Escape leaves everything as it was', async () => {
    const { tasks, user } = await board();
    await user.keyboard('je');
    await user.keyboard('not this{Escape}');
    expect(titles()).toEqual(['Task 3', 'Task 2', 'Task 1']);
    expect(document.activeElement).toBe(checkbox('Task 3'));
    expect(tasks.get(3)?.title).toBe('Task 3');
  });

  test('leaving it saves, and leaves the focus where it went', async () => {
    const { tasks, user } = await board();
    // jsdom reports that the window has lost the focus whenever the focus moves.
    vi.spyOn(document, 'hasFocus').mockReturnValue(true);
    await user.keyboard('je');
    await user.keyboard(' changed');
    await user.click(addLine());
    await waitFor(() => expect(tasks.get(3)?.title).toBe('Task 3 changed'));
    expect(document.activeElement).toBe(addLine());
  });

  test('a title that is blank is not saved', async () => {
    const { tasks, user } = await board();
    await user.keyboard('je');
    await user.clear(title());
    await user.keyboard('{Enter}');
    expect(screen.getByText('A task needs a title.')).toBeTruthy();
    expect(title().getAttribute('aria-invalid')).toBe('true');
    expect(tasks.get(3)?.title).toBe('Task 3');
  });

  test('what the server refused can be edited again, as it was typed', async () => {
    const { user } = await board();
    server.use(http.patch('*/tasks/:id', () => problem(422, 'That title won’t do.')));
    await user.keyboard('je');
    await user.keyboard(' typed{Enter}');
    expect(await screen.findByText('Not saved. That title won’t do.')).toBeTruthy();
    expect(titles()).toEqual(['Task 3', 'Task 2', 'Task 1']);
    await user.click(screen.getByRole('button', { name: 'Edit' }));
    expect(title().value).toBe('Task 3 typed');
    expect(screen.queryByText(/Not saved/)).toBeNull();
  });
});
