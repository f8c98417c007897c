import { describe, expect, test } from 'vitest';
import { makeTask } from '../../test/taskServer';
import { arrangedSource } from './arrangement';
import { agendaDay, rulesOf } from './lists';

const TODAY = '2026-11-23';

describe('the inbox', () => {
  const { shows, order } = rulesOf({ kind: 'inbox' }, TODAY);

  test('shows what is open and has no place', () => {
    expect(shows(makeTask(1), false)).toBe(true);
    expect(shows(makeTask(1, { start: TODAY }), false)).toBe(true);
  });

  test.each([
    ['done', { completed_at: '2026-11-22T08:00:00Z' }],
    ['due', { due: '2026-12-24' }],
    ['planned', { planned: TODAY }],
    ['in a project', { project_id: 3 }],
    ['part of another', { parent_id: 3 }],
    ['hidden until tomorrow', { start: '2026-11-24' }],
  ])('does not show what is %s', (_, change) => {
    expect(shows(makeTask(1, change), true)).toBe(false);
  });

  test('begins with what was placed last', () => {
    const tasks = [makeTask(1), makeTask(3), makeTask(2)].toSorted(order);
    expect(tasks.map(({ id }) => id)).toEqual([3, 2, 1]);
  });
});

describe('the day that the agenda shows a task on', () => {
  const dayOf = (change: object) => agendaDay(makeTask(1, change), TODAY);

  test('is the planned one, or else that of the due', () => {
    expect(dayOf({ planned: '2026-11-25', due: '2026-12-24' })).toBe('2026-11-25');
    expect(dayOf({ due: '2026-12-24T09:00[Europe/Berlin]' })).toBe('2026-12-24');
    expect(dayOf({})).toBeUndefined();
  });

  test('is today once that has come, unless what is due is planned for later', () => {
    expect(dayOf({ planned: '2026-11-20' })).toBe(TODAY);
    expect(dayOf({ due: '2026-11-22' })).toBe(TODAY);
    expect(dayOf({ planned: '2026-11-25', due: '2026-11-22' })).toBe('2026-11-25');
  });
});

test('an agenda shows so many days and leaves out what can’t be begun by then', () => {
  const { shows } = rulesOf({ kind: 'agenda', days: 7 }, TODAY);
  expect(shows(makeTask(1, { due: '2026-11-29' }), false)).toBe(true);
  expect(shows(makeTask(1, { due: '2026-11-30' }), false)).toBe(false);
  expect(shows(makeTask(1, { due: '2026-11-25', start: '2026-11-26' }), false)).toBe(false);
  expect(shows(makeTask(1), false)).toBe(false);
});

test('the done are those that were not dropped; the closed are both', () => {
  const completed_at = '2026-11-22T08:00:00Z';
  const done = rulesOf({ kind: 'done' }, TODAY);
  expect(done.shows(makeTask(1, { status: 'done', completed_at }), false)).toBe(true);
  const dropped = makeTask(1, { status: 'dropped', completed_at });
  expect(done.shows(dropped, true)).toBe(false);
  expect(rulesOf({ kind: 'status', status: 'closed' }, TODAY).shows(dropped, false)).toBe(true);
});

test('what a search has found stays until the server says otherwise', () => {
  const { shows } = rulesOf({ kind: 'query', q: 'is:open' }, TODAY);
  expect(shows(makeTask(1, { completed_at: '2026-11-22T08:00:00Z' }), true)).toBe(true);
  expect(shows(makeTask(2), false)).toBe(false);
});

test('a project shows its open tasks in their order, and the done ones as they were done', () => {
  const open = rulesOf({ kind: 'project', id: 3, status: 'open' }, TODAY);
  expect(open.shows(makeTask(1, { project_id: 3 }), false)).toBe(true);
  expect(open.shows(makeTask(1, { project_id: 4 }), true)).toBe(false);
  expect([makeTask(2), makeTask(1)].toSorted(open.order).map(({ id }) => id)).toEqual([1, 2]);
  const done = rulesOf({ kind: 'project', id: 3, status: 'closed' }, TODAY);
  const closed = [
    makeTask(1, { completed_at: '2026-11-20T08:00:00Z' }),
    makeTask(2, { completed_at: '2026-11-22T08:00:00Z' }),
  ];
  expect(closed.toSorted(done.order).map(({ id }) => id)).toEqual([2, 1]);
});

describe('an arranged list', () => {
  const list = { base: 'is:inbox', sort: '-position', groups: [] };
  const rules = (query: string) => rulesOf(arrangedSource(list, query, { kind: 'inbox' }), TODAY);
  const done = makeTask(1, { completed_at: '2026-11-22T08:00:00Z' });

  test('loses at once what leaves the list itself', () => {
    expect(rules('sort:due').shows(done, true)).toBe(false);
  });

  test('takes what is new, unless only the server knows whether it passes a filter', () => {
    expect(rules('sort:due').shows(makeTask(1), false)).toBe(true);
    expect(rules('tag:home').shows(makeTask(1), false)).toBe(false);
    expect(rules('tag:home').shows(makeTask(1), true)).toBe(true);
  });

  test('keeps its manual order under a filter, but neither sorted nor in groups', () => {
    expect(rules('tag:home').placed).toBe('lastToFirst');
    expect(rules('sort:due').placed).toBeUndefined();
    expect(rules('group:tag').placed).toBeUndefined();
  });
});

test('a project lists its open tasks section by section, those in none first', () => {
  const { order } = rulesOf({ kind: 'project', id: 3, status: 'open' }, TODAY, [8, 7]);
  const tasks = [
    makeTask(1, { section_id: 7 }),
    makeTask(2, { section_id: 8 }),
    makeTask(3),
    makeTask(4, { section_id: 8 }),
  ];
  expect(tasks.toSorted(order).map(({ id }) => id)).toEqual([3, 2, 4, 1]);
});
