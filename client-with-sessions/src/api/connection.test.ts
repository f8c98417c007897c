import { HttpResponse, http } from 'msw';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { server } from '../test/server';
import {
  isReachable,
  markUnreachable,
  probeNow,
  subscribeToConnection,
  watchBrowser,
} from './connection';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});

afterEach(() => {
  vi.useRealTimers();
});

test('it asks by itself until the server answers', async () => {
  let asked = 0;
  server.use(
    http.get('*/healthz', () => {
      asked += 1;
      return asked < 3 ? HttpResponse.error() : HttpResponse.json({});
    }),
  );
  const changes: boolean[] = [];
  const stop = subscribeToConnection((reachable) => changes.push(reachable));

  markUnreachable();
  for (const seconds of [1, 2, 4]) {
    expect(isReachable()).toBe(false);
    const before = asked;
    await vi.advanceTimersByTimeAsync(seconds * 1_000);
    await vi.waitFor(() => expect(asked).toBe(before + 1));
  }

  await vi.waitFor(() => expect(isReachable()).toBe(true));
  expect(changes).toEqual([false, true]);
  stop();
});

test('it asks at once when told to', async () => {
  server.use(http.get('*/healthz', () => HttpResponse.json({})));
  markUnreachable();
  await probeNow();
  expect(isReachable()).toBe(true);
});

test('it asks at once when somebody comes back to the page', async () => {
  server.use(http.get('*/healthz', () => HttpResponse.json({})));
  const stop = watchBrowser();
  markUnreachable();
  document.dispatchEvent(new Event('visibilitychange'));
  await vi.waitFor(() => expect(isReachable()).toBe(true));
  stop();
});
