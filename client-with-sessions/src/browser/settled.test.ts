import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** Settled once is settled for good, so each test has a module of its own. */
async function load() {
  vi.resetModules();
  return import('./settled');
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what can wait is done once, when the page is settled', async () => {
  const { whenSettled, settle } = await load();
  const done: string[] = [];
  whenSettled(() => done.push('first'));
  vi.advanceTimersByTime(10_000);
  expect(done).toEqual([]);

  settle();
  vi.advanceTimersByTime(10_000);
  expect(done).toEqual(['first']);

  whenSettled(() => done.push('later'));
  vi.advanceTimersByTime(10_000);
  expect(done).toEqual(['first', 'later']);
});

test('what is called off is not done', async () => {
  const { whenSettled, settle } = await load();
  const action = vi.fn();
  const callOff = whenSettled(action);
  settle();
  callOff();
  vi.advanceTimersByTime(10_000);
  expect(action).not.toHaveBeenCalled();
});
