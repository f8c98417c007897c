import { expect, test } from 'vitest';
import { makeTask } from '../../test/taskServer';
import { type ListData, placeTask, removeTask } from './listData';
import { rulesOf } from './lists';

const open = rulesOf({ kind: 'status', status: 'open' }, '2026-11-23');
const DONE = '2026-11-21T08:00:00Z';

/** Two pages, with more to come. */
function twoPages(): ListData {
  return {
    pages: [
      { tasks: [makeTask(9), makeTask(7)], total: 10, next: 7, last: makeTask(7) },
      { tasks: [makeTask(5), makeTask(3)], total: 10, next: 3, last: makeTask(3) },
    ],
    pageParams: [null, 7],
  };
}

const ids = (data: ListData) => data.pages.map(({ tasks }) => tasks.map(({ id }) => id));
const totals = (data: ListData) => data.pages.map(({ total }) => total);

test.each([
  [
    'the newest',
    10,
    [
      [10, 9, 7],
      [5, 3],
    ],
  ],
  [
    'one in the first page',
    8,
    [
      [9, 8, 7],
      [5, 3],
    ],
  ],
  [
    'one in the second page',
    4,
    [
      [9, 7],
      [5, 4, 3],
    ],
  ],
  [
    'one between the pages',
    6,
    [
      [9, 7],
      [6, 5, 3],
    ],
  ],
  [
    'one that is not loaded yet',
    2,
    [
      [9, 7],
      [5, 3],
    ],
  ],
])('%s comes to its place and is counted', (_, id, expected) => {
  const data = placeTask(twoPages(), makeTask(id), open);
  expect(ids(data)).toEqual(expected);
  expect(totals(data)).toEqual([11, 11]);
});

test('a task that is there already is replaced and not counted again', () => {
  const data = placeTask(twoPages(), makeTask(5, { title: 'Changed' }), open);
  expect(ids(data)).toEqual([
    [9, 7],
    [5, 3],
  ]);
  expect(data.pages[1]?.tasks[0]?.title).toBe('Changed');
  expect(totals(data)).toEqual([10, 10]);
});

test('a task that no longer belongs to the list leaves it', () => {
  const data = placeTask(twoPages(), makeTask(5, { completed_at: DONE }), open);
  expect(ids(data)).toEqual([[9, 7], [3]]);
  expect(totals(data)).toEqual([9, 9]);
});

test('taking away what is not there changes nothing', () => {
  const data = twoPages();
  expect(removeTask(data, 99)).toBe(data);
});

test('a page that was emptied still knows where the next one begins', () => {
  const data = removeTask(removeTask(twoPages(), 5), 3);
  expect(ids(data)).toEqual([[9, 7], []]);
  expect(data.pages[1]?.next).toBe(3);
});

test('where only the server knows the order, a task keeps its place', () => {
  const found = rulesOf({ kind: 'query', q: 'milk' }, '2026-11-23');
  const data = placeTask(twoPages(), makeTask(7, { completed_at: DONE }), found);
  expect(ids(data)).toEqual([
    [9, 7],
    [5, 3],
  ]);
  expect(ids(placeTask(data, makeTask(99), found))).toEqual(ids(data));
});
