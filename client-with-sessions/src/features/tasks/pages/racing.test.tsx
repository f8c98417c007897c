import { screen, waitFor, within } from '@testing-library/react';
import { delay, HttpResponse, http } from 'msw';
import { describe, expect, test } from 'vitest';
import { taskKeys } from '../../../data/queries/tasks';
import { problem, server } from '../../../test/server';
import { addLine, checkbox, showBoard, titles } from '../../../test/showBoard';
import { makeTask, taskServer } from '../../../test/taskServer';

const ELSEWHERE = 900;

async function board() {
  const { handlers, ...inside } = taskServer([makeTask(1), makeTask(2)]);
  const sent: { key: string | null; seen: string | null }[] = [];
  server.use(...handlers);
  server.use(
    http.patch('*/tasks/:id', ({ request: { headers } }) => {
      sent.push({ key: headers.get('Idempotency-Key'), seen: headers.get('If-Match') });
    }),
  );
  const shown = showBoard('all');
  await screen.findByRole('checkbox', { name: 'Task 2' });
  const changeElsewhere = (change: Parameters<typeof makeTask>[1]) => {
    const task = inside.tasks.get(2) ?? makeTask(2);
    inside.tasks.set(2, { ...task, ...change, version: ELSEWHERE });
  };
  const edit = async (text: string) => {
    checkbox('Task 2').focus();
    await shown.user.keyboard('e');
    await shown.user.type(screen.getByLabelText('Title'), `${text}{Enter}`);
  };
  return { ...shown, ...inside, sent, changeElsewhere, edit };
}

describe('a task that was changed elsewhere', () => {
  test('in another field: both changes hold, and nobody is asked', async () => {
    const { tasks, sent, changeElsewhere, edit } = await board();
    changeElsewhere({ description: 'Theirs' });
    await edit(' mine');
    await waitFor(() =>
      expect(tasks.get(2)).toMatchObject({ title: 'Task 2 mine', description: 'Theirs' }),
    );
    expect(sent.map(({ seen }) => seen)).toEqual(['"2"', `"${ELSEWHERE}"`]);
    expect(sent[1]?.key).toBe(sent[0]?.key);
    expect(screen.queryByText(/Not saved/)).toBeNull();
  });

  test('in the same field: both values are shown until the user has chosen', async () => {
    const { tasks, user, changeElsewhere, edit } = await board();
    changeElsewhere({ title: 'Task 2 theirs' });
    await edit(' mine');
    const table = await screen.findByRole('region', { name: 'Changed here and elsewhere' });
    expect(
      within(table)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent),
    ).toEqual(['hereTask 2 mineKeep this', 'elsewhereTask 2 theirsKeep this']);
    expect(titles()).toEqual(['Task 2 theirs', 'Task 1']);
    await user.click(screen.getByRole('button', { name: /from here$/ }));
    await waitFor(() => expect(tasks.get(2)?.title).toBe('Task 2 mine'));
    expect(table.isConnected).toBe(false);
    expect(document.activeElement).toBe(checkbox('Task 2 mine'));
  });

  test('keeping theirs lets go of what was typed, and an undo asks again', async () => {
    const { tasks, user, changeElsewhere, edit } = await board();
    changeElsewhere({ title: 'Task 2 theirs' });
    await edit(' mine');
    await user.click(await screen.findByRole('button', { name: /from elsewhere$/ }));
    expect(titles()).toEqual(['Task 2 theirs', 'Task 1']);
    expect(tasks.get(2)?.title).toBe('Task 2 theirs');
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await user.click(await screen.findByRole('button', { name: /from here$/ }));
    await waitFor(() => expect(tasks.get(2)?.title).toBe('Task 2 mine'));
  });

  test('editing again begins with what was typed, on top of theirs', async () => {
    const { tasks, user, changeElsewhere, edit } = await board();
    changeElsewhere({ title: 'Task 2 theirs' });
    await edit(' mine');
    await user.click(await screen.findByRole('button', { name: 'Edit the title' }));
    expect(screen.getByLabelText<HTMLInputElement>('Title').value).toBe('Task 2 mine');
    await user.keyboard(' again{Enter}');
    await waitFor(() => expect(tasks.get(2)?.title).toBe('Task 2 mine again'));
    expect(screen.queryByRole('region', { name: 'Changed here and elsewhere' })).toBeNull();
  });

  test('is completed and deleted all the same: the last wish holds', async () => {
    const { tasks, trash, user, changeElsewhere } = await board();
    changeElsewhere({ title: 'Task 2 theirs' });
    await user.click(checkbox('Task 2'));
    await waitFor(() => expect(tasks.get(2)?.completed_at).not.toBeNull());
    changeElsewhere({ title: 'Task 2 again' });
    checkbox(/^Task 2/).focus();
    await user.keyboard('{Delete}');
    await waitFor(() => expect(trash.get(2)?.title).toBe('Task 2 again'));
  });
});

test('changes that wait for each other each build on the one before', async () => {
  const { tasks, user, sent } = await board();
  for (let count = 0; count < 4; count++) await user.click(checkbox('Task 2'));
  await user.click(checkbox('Task 2'));
  await waitFor(() => expect(sent).toHaveLength(5));
  await waitFor(() => expect(tasks.get(2)?.completed_at).not.toBeNull());
  expect(sent.map(({ seen }) => seen)).toEqual(['"2"', '"101"', '"102"', '"103"', '"104"']);
});

describe('a task that was deleted elsewhere', () => {
  test('comes back with what was typed, when that is wished', async () => {
    const { tasks, trash, user, edit } = await board();
    trash.set(2, { ...makeTask(2), deleted_at: '2026-11-22T10:00:00Z', version: ELSEWHERE });
    tasks.delete(2);
    await edit(' mine');
    expect(await screen.findByText('Not saved. “Task 2” was deleted elsewhere.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Bring back and save' }));
    await waitFor(() => expect(tasks.get(2)?.title).toBe('Task 2 mine'));
    expect(titles()).toEqual(['Task 2 mine', 'Task 1']);
  });

  test('and for good is added anew', async () => {
    const { tasks, user, edit } = await board();
    tasks.delete(2);
    await edit(' mine');
    await user.click(await screen.findByRole('button', { name: 'Bring back and save' }));
    await waitFor(() => expect([...tasks.values()].at(-1)?.title).toBe('Task 2 mine'));
    expect(screen.queryByText(/^Not/)).toBeNull();
  });

  test('while it is written stays open, and says so', async () => {
    const { client, tasks, trash, user } = await board();
    checkbox('Task 2').focus();
    await user.keyboard('e');
    await user.type(screen.getByLabelText('Title'), ' half a sen');
    trash.set(2, { ...makeTask(2), deleted_at: '2026-11-22T10:00:00Z', version: ELSEWHERE });
    tasks.delete(2);
    await client.invalidateQueries({ queryKey: taskKeys.all });
    expect(await screen.findByText(/This task was deleted elsewhere/)).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText('Title'));
    await user.keyboard('tence');
    await user.click(screen.getByRole('button', { name: 'Bring back and save' }));
    await waitFor(() => expect(tasks.get(2)?.title).toBe('Task 2 half a sentence'));
  });
});

describe('undo', () => {
  test('of what is still on its way shows at once and waits its turn', async () => {
    const { tasks, trash, user } = await board();
    let letThrough = () => {};
    const held = new Promise<void>((resolve) => (letThrough = resolve));
    server.use(
      http.post('*/capture', async () => {
        await held;
      }),
    );
    await user.type(addLine(), 'Buy milk{Enter}');
    expect(titles()).toEqual(['Buy milk', 'Task 2', 'Task 1']);
    await user.keyboard('{Control>}z{/Control}');
    expect(titles()).toEqual(['Task 2', 'Task 1']);
    letThrough();
    await waitFor(() =>
      expect([...trash.values()].map(({ title }) => title)).toEqual(['Buy milk']),
    );
    expect(titles()).toEqual(['Task 2', 'Task 1']);
    await user.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
    await waitFor(() => expect(titles()).toEqual(['Buy milk', 'Task 2', 'Task 1']));
    await waitFor(() => expect(tasks.size).toBe(3));
  });

  test('of what was refused takes the refusal away', async () => {
    const { user } = await board();
    server.use(
      http.patch('*/tasks/:id', async () => {
        await delay(50);
        return problem(500, 'The disk is full.');
      }),
    );
    await user.click(checkbox('Task 2'));
    await user.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Redo' })).toBeNull());
    expect(screen.queryByText(/Not saved/)).toBeNull();
    expect(screen.queryByText(/Not undone/)).toBeNull();
  });

  test('whose answer was lost is not done twice', async () => {
    const { log, tasks, user } = await board();
    server.use(http.get('*/healthz', () => HttpResponse.json({})));
    await user.click(checkbox('Task 2'));
    await waitFor(() => expect(tasks.get(2)?.completed_at).not.toBeNull());
    const keys: (string | null)[] = [];
    server.use(
      http.post('*/changes/:group/undo', ({ request }) => {
        keys.push(request.headers.get('Idempotency-Key'));
        if (keys.length === 1) return HttpResponse.error();
        return undefined;
      }),
    );
    await user.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(tasks.get(2)?.completed_at).toBeNull(), { timeout: 5_000 });
    expect(keys).toHaveLength(2);
    expect(keys[1]).toBe(keys[0]);
    expect(log.groups.map(({ action }) => action)).toEqual(['update', 'undo']);
  });

  test('that can’t be made says why, and the next one is at hand', async () => {
    const { tasks, user, changeElsewhere, edit } = await board();
    await user.click(checkbox('Task 1'));
    await edit(' mine');
    await waitFor(() => expect(tasks.get(2)?.title).toBe('Task 2 mine'));
    changeElsewhere({ title: 'Task 2 theirs' });
    await user.keyboard('{Control>}z{/Control}');
    expect(
      await screen.findByText(
        'Not undone: Renamed “Task 2” to “Task 2 mine”. The title of “Task 2 theirs” has been changed since.',
      ),
    ).toBeTruthy();
    await user.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(tasks.get(1)?.completed_at).toBeNull());
  });
});
