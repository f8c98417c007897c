import { expect, test } from 'vitest';
import { makeTask } from '../../test/taskServer';
import { changeInWords } from './inWords';

const DONE = '2026-11-23T09:00:00Z';

test('what is done here is told in the same words', () => {
  const task = makeTask(1, { title: 'Buy milk' });
  expect(changeInWords({ kind: 'delete', key: 'k', task })).toBe('Deleted “Buy milk”');
  expect(changeInWords({ kind: 'update', key: 'k', task, patch: { title: 'Milk' } })).toBe(
    'Renamed “Buy milk” to “Milk”',
  );
  expect(changeInWords({ kind: 'update', key: 'k', task, patch: { completed_at: DONE } })).toBe(
    'Completed “Buy milk”',
  );
});
