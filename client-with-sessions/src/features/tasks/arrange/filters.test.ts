import { expect, test } from 'vitest';
import { filterBy, projectTerm, withFilter, withoutTerm, withWords, wordsIn } from './filters';

test('a filter replaces another by the same field, and none takes it away', () => {
  const query = 'priority:high milk sort:due';
  expect(filterBy(query, 'priority')).toBe('priority:high');
  expect(filterBy(query, 'tag')).toBe('');
  expect(withFilter(query, 'priority', 'no:priority')).toBe('no:priority milk sort:due');
  expect(withFilter(query, 'priority', '')).toBe('milk sort:due');
  expect(withFilter('is:overdue', 'due', 'due:<=today')).toBe('due:<=today');
});

test('what is left out is no filter of the menu', () => {
  expect(filterBy('-tag:waiting', 'tag')).toBe('');
  expect(withFilter('-tag:waiting', 'tag', 'tag:home')).toBe('tag:home -tag:waiting');
});

test('a term is taken out once', () => {
  expect(withoutTerm('milk sort:due milk', 'milk')).toBe('sort:due milk');
});

test('words are words, whatever signs they have', () => {
  expect(withWords('tag:home sort:due', 'milk and')).toBe('milk and tag:home sort:due');
  expect(withWords('old', '-x a:b !! say"')).toBe('"-x" "a:b" "say"""');
  expect(withWords('old tag:home', '')).toBe('tag:home');
});

test('and read back as they were typed', () => {
  for (const typed of ['milk eggs', '-x', 'a:b', 'say"', 'ünïcode 牛乳']) {
    expect(wordsIn(withWords('tag:home -old', typed))).toBe(typed);
  }
});

test('a project is found by its name', () => {
  expect(projectTerm('My house')).toBe('project:"My house"');
});
