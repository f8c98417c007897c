import { randomBytes } from 'node:crypto';
import { type APIRequestContext, test as base, expect } from '@playwright/test';
import { watchDragging } from './pointer.ts';
import { Problems } from './problems.ts';
import { type Server, startServer } from './server.ts';

export { expect };

/** A user made for one journey, and the API as they use it from elsewhere. */
export interface Member {
  username: string;
  password: string;
  api: APIRequestContext;
}

interface PerTest {
  problems: Problems;
  /** A user who is not logged in in the browser. */
  stranger: Member;
  /** A user who is logged in in the browser. */
  member: Member;
}

export const PASSWORD = 'seven green bottles';

/** A name that no other journey uses. */
export function newName(prefix = 'user'): string {
  return `${prefix}-${randomBytes(4).toString('hex')}`;
}

export const test = base.extend<PerTest, { server: Server }>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is needed from here.
    async ({}, use) => {
      const server = await startServer();
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],

  baseURL: ({ server }, use) => use(server.url),

  problems: [
    async ({ page }, use) => {
      const problems = new Problems();
      problems.watch(page);
      watchDragging(page);
      await use(problems);
      expect(problems.unexpected()).toEqual([]);
    },
    { auto: true },
  ],

  stranger: async ({ playwright, server }, use) => {
    const api = await playwright.request.newContext({ baseURL: server.url });
    const username = newName();
    const data = { username, password: PASSWORD, password_confirmation: PASSWORD };
    const response = await api.post('/signup', { data });
    expect(response.status()).toBe(201);
    await use({ username, password: PASSWORD, api });
    await api.dispose();
  },

  member: async ({ context, stranger }, use) => {
    const data = { username: stranger.username, password: stranger.password };
    const response = await context.request.post('/login', { data });
    expect(response.status()).toBe(200);
    // Otherwise the page sends that of the browser, some time while the journey goes on.
    await stranger.api.patch('/settings', { data: { date_order: 'day_first' } });
    await use(stranger);
  },
});
