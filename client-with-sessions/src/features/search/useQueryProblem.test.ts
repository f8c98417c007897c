import { expect, test } from 'vitest';
import { aroundProblem, readProblem } from './useQueryProblem';

test('the place is taken out of the sentence', () => {
  expect(readProblem('Column 13: expected a date after due:, such as fri.')).toEqual({
    message: 'Expected a date after due:, such as fri.',
    at: 12,
  });
});

test('a sentence without a place stays as it is', () => {
  const message = 'A query can have 1,000 characters at most.';
  expect(readProblem(message)).toEqual({ message, at: undefined });
});

test('the wrong place is one word long', () => {
  expect(aroundProblem('is:open due:foo rent', 12)).toEqual(['is:open due:', 'foo', ' rent']);
});

test('the place may be at the end', () => {
  expect(aroundProblem('due:', 4)).toEqual(['due:', '', '']);
});

test('columns count characters, not halves of them', () => {
  expect(aroundProblem('🏠 due:x', 6)).toEqual(['🏠 due:', 'x', '']);
});
