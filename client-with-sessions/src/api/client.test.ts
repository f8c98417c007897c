import { HttpResponse, http } from 'msw';
import { expect, test, vi } from 'vitest';
import { problem, server } from '../test/server';
import { api, unwrap } from './client';
import { isReachable } from './connection';
import { ApiError, UnreachableError } from './errors';
import { onSessionEnd } from './sessionEnd';

const tasks = () => unwrap(api.GET('/tasks'));

test('a broken connection is an answer that did not come', async () => {
  server.use(http.get('*/tasks', () => HttpResponse.error()));
  await expect(tasks()).rejects.toBeInstanceOf(UnreachableError);
  expect(isReachable()).toBe(false);
});

test.each([502, 504])('a proxy that says %i is the same', async (status) => {
  server.use(http.get('*/tasks', () => new HttpResponse('<html></html>', { status })));
  await expect(tasks()).rejects.toBeInstanceOf(UnreachableError);
  expect(isReachable()).toBe(false);
});

test('an answer of any kind shows that the server is back', async () => {
  server.use(http.get('*/tasks', () => HttpResponse.error(), { once: true }));
  await expect(tasks()).rejects.toThrow();
  server.use(http.get('*/tasks', () => problem(500, 'Out of luck.')));
  await expect(tasks()).rejects.toBeInstanceOf(ApiError);
  expect(isReachable()).toBe(true);
});

test('a request that is no longer wanted says nothing of the server', async () => {
  server.use(http.get('*/tasks', () => new Promise(() => undefined)));
  const controller = new AbortController();
  const asked = unwrap(api.GET('/tasks', { signal: controller.signal }));
  controller.abort();
  await expect(asked).rejects.toThrow();
  expect(isReachable()).toBe(true);
});

test('401 tells the page that its session has ended', async () => {
  const ended = vi.fn();
  const stop = onSessionEnd(ended);
  server.use(http.get('*/tasks', () => problem(401, 'Log in first.')));
  await expect(tasks()).rejects.toMatchObject({ status: 401 });
  expect(ended).toHaveBeenCalledOnce();
  stop();
});

test('401 to a wrong password does not', async () => {
  const ended = vi.fn();
  const stop = onSessionEnd(ended);
  server.use(http.post('*/login', () => problem(401, 'Wrong.')));
  const body = { username: 'mia', password: 'wrong' };
  await expect(unwrap(api.POST('/login', { body }))).rejects.toMatchObject({ status: 401 });
  expect(ended).not.toHaveBeenCalled();
  stop();
});
