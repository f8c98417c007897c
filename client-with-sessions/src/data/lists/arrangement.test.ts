import { describe, expect, test } from 'vitest';
import { arrangedSource, filtersOf, nameInQuery, orderIn, termsOf, withOrder } from './arrangement';

describe('the terms of a query', () => {
  test.each([
    ['', []],
    ['  a  b ', ['a', 'b']],
    ['project:"My house",b tag:x', ['project:"My house",b', 'tag:x']],
    ['-"a ""b"" c" d', ['-"a ""b"" c"', 'd']],
    ['5" pipe 6"', ['5"', 'pipe', '6"']],
  ])('%s', (query, terms) => {
    expect(termsOf(query)).toEqual(terms);
  });
});

test('the order is told from the filters, and changed alone', () => {
  const query = 'priority:high sort:-due group:tag milk';
  expect(filtersOf(query)).toEqual(['priority:high', 'milk']);
  expect(orderIn(query, 'sort')).toBe('-due');
  expect(orderIn('milk', 'group')).toBeUndefined();
  expect(withOrder(query, 'sort', 'title')).toBe('priority:high group:tag milk sort:title');
  expect(withOrder('sort:due', 'sort', undefined)).toBe('');
});

test('a name is quoted where it has to be', () => {
  expect(['House', 'My house', 'a,b', '“a', 'say "x"', '5"'].map(nameInQuery)).toEqual([
    'House',
    '"My house"',
    '"a,b"',
    '"“a"',
    '"say ""x"""',
    '5"',
  ]);
});

describe('an arranged list asks', () => {
  const inbox = { base: 'is:inbox', sort: '-position', groups: [] };
  const done = { base: 'is:done', sort: '-completed', group: 'completed', groups: [] } as const;
  const asked = (list: typeof inbox | typeof done, query: string) =>
    arrangedSource(list, query, { kind: 'inbox' }).q;

  test('for what it has, in its own order if no other was chosen', () => {
    expect(asked(inbox, 'tag:home')).toBe('is:inbox tag:home sort:-position');
    expect(asked(inbox, 'sort:due group:tag')).toBe('is:inbox sort:due group:tag');
  });

  test('in its own groups, unless there are to be none', () => {
    expect(asked(done, 'sort:title')).toBe('is:done sort:title group:completed');
    expect(asked(done, 'group:none')).toBe('is:done sort:-completed');
  });

  test('for the arrangement alone if that is the whole query', () => {
    const source = arrangedSource({ groups: [] }, 'is:open milk', { kind: 'query', q: 'is:open' });
    expect(source).toEqual({ kind: 'query', q: 'is:open milk' });
  });
});
