import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** Settled once is settled for good, so each test has a module of its own. */
async function load() {
  vi.resetModules();
  return import('./settled');
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what can wait is done once the page is settled, in order and one after another', async () => {
  const { whenSettled, settle } = await load();
  const done: string[] = [];
  let finish = () => {};
  whenSettled(async () => {
    done.push('first');
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
  });
  whenSettled(() => done.push('second'));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(done).toEqual([]);

  settle();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(done).toEqual(['first']);

  finish();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(done).toEqual(['first', 'second']);
});

test('what is called off or fails holds up nothing', async () => {
  const { whenSettled, settle } = await load();
  const done: string[] = [];
  settle();
  const callOff = whenSettled(() => done.push('called off'));
  whenSettled(() => Promise.reject(new Error('no network')));
  whenSettled(() => done.push('later'));
  callOff();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(done).toEqual(['later']);
});
