import { expect, test } from 'vitest';
import { makeTask } from '../../test/taskServer';
import { patched } from './patched';

test('tags are added and taken off, in order', () => {
  const task = makeTask(1, { tags: ['home', 'waiting'] });
  const patch = { add_tags: ['garden', 'home'], remove_tags: ['waiting'] };
  expect(patched(task, patch).tags).toEqual(['garden', 'home']);
});

test('done and open are told by two fields', () => {
  const done = patched(makeTask(1), { status: 'dropped' });
  expect(done.status).toBe('dropped');
  expect(done.completed_at).not.toBeNull();
  expect(patched(done, { status: 'open' })).toMatchObject({
    status: 'open',
    completed_at: null,
  });
});

test('what repeats begins where it began, or at its due', () => {
  const recurrence = { rule: 'FREQ=DAILY', from: 'due' } as const;
  const task = makeTask(1, { due: '2026-11-24' });
  const repeating = patched(task, { recurrence });
  expect(repeating.recurrence).toEqual({ ...recurrence, dtstart: '2026-11-24' });
  expect(patched(repeating, { due: '2026-12-24', recurrence }).recurrence?.dtstart).toBe(
    '2026-11-24',
  );
});

test('a task leaves its section with its project', () => {
  const task = makeTask(1, { project_id: 3, section_id: 7 });
  expect(patched(task, { project_id: 3 }).section_id).toBe(7);
  expect(patched(task, { project_id: 4 }).section_id).toBeNull();
  expect(patched(task, { project_id: 4, section_id: 8 }).section_id).toBe(8);
});
