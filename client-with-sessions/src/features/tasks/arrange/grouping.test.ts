import { describe, expect, test } from 'vitest';
import type { ListedProject, Task } from '../../../api/types';
import type { GroupKey } from '../../../data/lists/arrangement';
import { makeTask } from '../../../test/taskServer';
import { groupingBy } from './grouping';

const TODAY = '2026-11-23';
const project = (id: number, name: string) => ({ id, name }) as ListedProject;
const CONTEXT = {
  today: TODAY,
  dayOf: (instant: string) => instant.slice(0, 10),
  dueOf: (due: string) => ({ local: due.slice(0, 16) }),
  // In their manual order.
  projects: new Map([project(4, 'Garden'), project(3, 'House')].map((one) => [one.id, one])),
};

describe('a task is in a group, and moved into another', () => {
  test.each<[GroupKey, Partial<Task>, string, string, object | undefined]>([
    ['project', { project_id: 3 }, 'House', '4', { project_id: 4 }],
    ['project', {}, 'No project', '3', { project_id: 3 }],
    ['priority', { priority: 'high' }, 'High priority', 'none', { priority: 'none' }],
    ['priority', {}, 'No priority', 'low', { priority: 'low' }],
    ['tag', { tags: ['a', 'b'] }, '#a', 'c', { tags: ['c', 'b'] }],
    ['tag', { tags: ['a', 'b'] }, '#a', '', { tags: [] }],
    ['tag', {}, 'No tags', 'a', { tags: ['a'] }],
    ['due', { due: '2026-11-20' }, 'Overdue', 'before', undefined],
    ['due', { due: '2026-11-24T09:00' }, 'Tomorrow', TODAY, { due: `${TODAY}T09:00` }],
    ['due', {}, 'No due date', '2026-11-24', { due: '2026-11-24' }],
    ['due', { due: '2026-11-24' }, 'Tomorrow', '', { due: null }],
    [
      'planned',
      { planned: `${TODAY}T09:00` },
      'Today',
      '2026-11-24',
      { planned: '2026-11-24T09:00' },
    ],
    ['planned', { planned: TODAY }, 'Today', '', { planned: null }],
    ['day', { due: TODAY, planned: '2026-11-24' }, 'Tomorrow', TODAY, { planned: TODAY }],
    ['day', { due: TODAY }, 'Today', '2026-11-24', { planned: '2026-11-24' }],
    ['completed', { completed_at: '2026-11-22T10:00:00Z' }, 'Yesterday', TODAY, undefined],
    ['status', { status: 'dropped' }, 'Dropped', 'open', { status: 'open' }],
  ])('by %s: %o', (group, fields, heading, other, patch) => {
    const grouping = groupingBy(group, CONTEXT);
    const task = makeTask(1, fields);
    expect(grouping.headingOf(grouping.keyOf(task)).name).toBe(heading);
    expect(grouping.patchFor(task, other)).toEqual(patch);
  });
});

test('what repeats keeps its due', () => {
  const task = makeTask(1, { due: TODAY, recurrence: { rule: 'FREQ=DAILY' } as never });
  expect(groupingBy('due', CONTEXT).patchFor(task, '')).toBeUndefined();
});

test.each<[GroupKey, string[]]>([
  ['project', ['4', '3', '']],
  ['priority', ['high', 'medium', 'low', 'none']],
  ['tag', ['a', 'b', '']],
  ['day', ['before', '2026-11-23', '2026-12-01', '']],
  ['completed', ['2026-11-23', '2026-11-09', '2025-12-31', '']],
  ['status', ['open', 'done', 'dropped']],
])('the groups by %s stand in the order of the server', (group, keys) => {
  const { rankOf } = groupingBy(group, CONTEXT);
  const sorted = keys.toReversed().toSorted((a, b) => (rankOf(a) < rankOf(b) ? -1 : 1));
  expect(sorted).toEqual(keys);
});
