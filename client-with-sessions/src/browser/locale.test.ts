import { expect, test } from 'vitest';
import { browserDateOrder } from './locale';

test('dates begin with the day or with the month, as where the browser is from', () => {
  expect(['en-GB', 'de-DE', 'fr-FR', 'pt-BR'].map((locale) => browserDateOrder(locale))).toEqual(
    Array(4).fill('day_first'),
  );
  expect(['en-US', 'ja-JP', 'hu-HU'].map((locale) => browserDateOrder(locale))).toEqual(
    Array(3).fill('month_first'),
  );
});
