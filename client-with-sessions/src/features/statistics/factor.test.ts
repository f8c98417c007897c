import { expect, test } from 'vitest';
import { factorInWords } from './factor';

const factor = {
  count: 8,
  median: 1.44,
  lower: 1.1,
  upper: 2,
  confidence: 'known',
  to_use: 1.3,
} as const;

test('a factor is said in plain words, and as carefully as it is known', () => {
  expect(factorInWords(factor)).toBe('8 tasks: usually 1.4×, half between 1.1 and 2.0.');
  expect(factorInWords({ ...factor, count: 6, confidence: 'early', to_use: null })).toBe(
    'Early: 6 tasks took 1.4× so far.',
  );
  expect(factorInWords({ ...factor, confidence: 'mixed', to_use: null })).toBe(
    '8 tasks: too mixed to plan with.',
  );
  expect(factorInWords(null)).toMatch(/^Fewer than five/);
});
