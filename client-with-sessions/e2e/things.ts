import type { APIRequestContext } from '@playwright/test';
import { expect } from './fixtures.ts';

interface Made {
  id: number;
}

/** Makes a project behind the page's back. */
export async function makeProject(api: APIRequestContext, name: string): Promise<number> {
  const response = await api.post('/projects', { data: { name } });
  expect(response.status()).toBe(201);
  return ((await response.json()) as Made).id;
}

/** Makes tasks from lines as they are typed. */
export async function capture(api: APIRequestContext, ...lines: string[]): Promise<number[]> {
  const ids: number[] = [];
  // One by one, as if they were typed: the lines of one text would all be the newest, the first line first.
  for (const text of lines) {
    const response = await api.post('/capture', { data: { text } });
    expect(response.status()).toBe(201);
    const { tasks } = (await response.json()) as { tasks: Made[] };
    ids.push(...tasks.map(({ id }) => id));
  }
  return ids;
}

/** Saves a view behind the page's back. */
export async function makeView(
  api: APIRequestContext,
  name: string,
  query: string,
): Promise<number> {
  const response = await api.post('/views', { data: { name, query } });
  expect(response.status()).toBe(201);
  return ((await response.json()) as Made).id;
}

/** How many open tasks a query finds. */
export async function countOf(api: APIRequestContext, q: string): Promise<number> {
  const response = await api.get(`/tasks?${new URLSearchParams({ q })}`);
  return ((await response.json()) as { total: number }).total;
}
