import { expect, test } from 'vitest';
import { narrow } from './narrow';

test('words are found by their beginnings, without accents', () => {
  const items = [{ label: 'Go to the inbox' }, { label: 'Go to today' }, { label: 'Écrire' }];
  const found = (query: string) => narrow(items, query).map(({ label }) => label);
  expect(found('')).toHaveLength(3);
  expect(found('tod')).toEqual(['Go to today']);
  expect(found('go in')).toEqual(['Go to the inbox']);
  expect(found('ecr')).toEqual(['Écrire']);
  expect(found('nbox')).toEqual([]);
});
