import { expect, test, vi } from 'vitest';
import { newIdempotencyKey } from './idempotencyKey';

test('a key is a random UUID, also where the page is served without https', () => {
  vi.spyOn(crypto, 'randomUUID').mockImplementation(() => {
    throw new TypeError('Only in a secure context.');
  });
  const keys = Array.from({ length: 100 }, newIdempotencyKey);
  for (const key of keys) {
    expect(key).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  }
  expect(new Set(keys).size).toBe(100);
});
