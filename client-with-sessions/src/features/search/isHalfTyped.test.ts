import { expect, test } from 'vitest';
import { isHalfTyped } from './isHalfTyped';

const FIELDS = [
  { name: 'is', words: ['open', 'done'], values: [] },
  { name: 'tag', words: [], values: [] },
  { name: 'priority', words: ['low', 'medium', 'high'], values: [] },
  { name: 'due', words: [], values: ['today', '2026-12-24'] },
  { name: 'estimate', words: [], values: [] },
  { name: 'sort', words: ['due', 'created'], values: [] },
];

test.each([
  'is:',
  'milk is:op',
  'due:',
  'due:<=',
  'due:f',
  'due:<=20',
  'due:2026-1',
  'due:2026-12-01..',
  'is:open,',
  'is:open,do',
  'priority:>=me',
  'sort:-cr',
  'tag:',
  'project:"My ho',
  '"exact wo',
  'foo:ba',
  'milk #',
  'milk !',
  '-',
])('%s is not complete yet', (query) => {
  expect(isHalfTyped(query, FIELDS)).toBe(true);
});

test.each([
  '',
  'milk',
  'is:open',
  'is:open milk',
  'due:<=fri',
  'due:today',
  'due:foo',
  'due:2026-12-24',
  'due:foo milk',
  'foo:bar milk',
  'priority:>=medium',
  'sort:-created',
  'tag:ho',
  'due:eoy',
  'estimate:90',
  'https://x.y/z',
  '"exact words"',
])('%s can be asked', (query) => {
  expect(isHalfTyped(query, FIELDS)).toBe(false);
});
