import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { server } from '../../../test/server';
import { addLine, checkbox, showBoard, titles } from '../../../test/showBoard';
import { makeTask, taskServer } from '../../../test/taskServer';

/** The Enter with which Safari confirms a conversion: it says so by its code alone. */
const CONFIRMS = { key: 'Enter', keyCode: 229, isComposing: false };

async function board() {
  server.use(...taskServer([makeTask(1)]).handlers);
  const shown = showBoard();
  await screen.findByRole('checkbox', { name: 'Task 1' });
  return shown;
}

test('confirming a word in the add line adds nothing', async () => {
  const { user } = await board();
  await user.type(addLine(), '牛乳');
  fireEvent.keyDown(addLine(), CONFIRMS);
  expect(addLine().value).toBe('牛乳');
  expect(titles()).toEqual(['Task 1']);
  fireEvent.keyDown(addLine(), { key: 'Enter', keyCode: 13 });
  await waitFor(() => expect(titles()).toEqual(['牛乳', 'Task 1']));
});

test('Escape that gives up a conversion leaves the editor open', async () => {
  const { user } = await board();
  checkbox('Task 1').focus();
  await user.keyboard('e');
  fireEvent.keyDown(screen.getByLabelText('Title'), { key: 'Escape', keyCode: 229 });
  expect(screen.getByLabelText('Title')).toBeTruthy();
});
