import { expect, test } from 'vitest';
import { readTag } from './tag';

test.each([
  ['#Home', 'home'],
  ['größe', 'grösse'],
  ['STRASSE', 'strasse'],
  ['δρόμοσ', 'δρόμος'],
  ['🏠', '🏠'],
  ['#👩‍💻', '👩‍💻'],
  ['👍🏽', '👍🏽'],
  ['🇩🇪', '🇩🇪'],
  ['❤️', '❤'],
  ['🏠!', undefined],
  ['हिन्दी', 'हिन्दी'],
  ['v1.0/beta', 'v1.0/beta'],
  ['a b', undefined],
  ['#', undefined],
  ['a'.repeat(51), undefined],
])('%s is the tag %s', (text, tag) => {
  expect(readTag(text)).toBe(tag);
});
