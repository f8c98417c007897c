import type { APIRequestContext, Locator, Page, Request } from '@playwright/test';
import { expect } from './fixtures.ts';

/** The checkbox of a task: its name is the title. */
export function checkbox(page: Page, title: string | RegExp): Locator {
  return page.getByRole('checkbox', { name: title, exact: true });
}

/** The checkboxes of every task that is shown. */
export function rows(page: Page): Locator {
  return page.getByRole('list', { name: /tasks$/ }).getByRole('checkbox');
}

/** The line that adds tasks. */
export function addLine(page: Page): Locator {
  return page.getByLabel('Add a task');
}

/** Fills the form of the login or of the sign-up and sends it. */
export async function fillAccount(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
}

/** Shows the task list of whoever is logged in. */
export async function openTasks(page: Page, search = ''): Promise<void> {
  await page.goto(`/app/tasks${search}`);
  await expect(page.getByRole('heading', { name: 'Tasks' })).toBeVisible();
  await expect(page.getByText(/^[\d,]+ (?:open|done|tasks?)$/)).toBeVisible();
}

/** Makes a task behind the page's back. */
export async function makeTask(api: APIRequestContext, title: string): Promise<number> {
  const response = await api.post('/tasks', { data: { title } });
  expect(response.status()).toBe(201);
  const task: { id: number } = await response.json();
  return task.id;
}

/** Opens the title of a task for editing, in its row. */
export async function editTitle(page: Page, title: string): Promise<void> {
  await checkbox(page, title).focus();
  await page.keyboard.press('e');
  await expect(page.getByRole('main').getByLabel('Title', { exact: true })).toBeFocused();
}

/** Opens the details of a task. */
export async function openDetails(page: Page, title: string | RegExp): Promise<void> {
  const name = typeof title === 'string' ? `Details of ${title}` : title;
  await page.getByRole('main').getByRole('button', { name, exact: true }).click();
  await expect(page.getByRole('complementary', { name: /^Details/ })).toBeVisible();
}

/** Types a date into one of the fields of the details. */
export async function typeDate(page: Page, field: string, words: string): Promise<void> {
  const details = page.getByRole('complementary', { name: /^Details/ });
  await details.getByRole('button', { name: new RegExp(`^${field} `) }).click();
  await details.getByLabel(`${field}, in words`).fill(words);
  await page.keyboard.press('Enter');
  await expect(details.getByLabel(`${field}, in words`)).toHaveCount(0);
}

/** Chooses one of the values of a field of the details. */
export async function chooseValue(page: Page, field: string, value: string): Promise<void> {
  const details = page.locator('[data-panel]');
  await details.getByRole('button', { name: new RegExp(`^${field} `) }).click();
  await details.getByRole('option', { name: new RegExp(`^${value}`) }).click();
  await expect(details.getByRole('option')).toHaveCount(0);
}

/** The titles on the server, newest first. */
export async function savedTitles(api: APIRequestContext, status = 'all'): Promise<string[]> {
  const response = await api.get(`/tasks?per_page=100&status=${status}`);
  const page: { tasks: { title: string }[] } = await response.json();
  return page.tasks.map(({ title }) => title);
}

/** The passing message that says this. */
export function message(page: Page, text: string): Locator {
  return page.getByRole('status').locator('div').filter({ hasText: text });
}

/** What the API tells of a task. */
export async function findTask(
  api: APIRequestContext,
  id: number,
): Promise<{
  title: string;
  description: string | null;
  completed_at: string | null;
  planned: string | null;
  estimate: number | null;
}> {
  const response = await api.get(`/tasks/${id}`);
  expect(response.status()).toBe(200);
  return response.json();
}

/** The day so many days from today, as the API writes it. */
export function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** The requests without an answer yet, except for the event stream, which never ends. */
export function openRequests(page: Page): Set<Request> {
  const open = new Set<Request>();
  page.on('request', (request) => {
    if (!new URL(request.url()).pathname.startsWith('/events')) open.add(request);
  });
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
  return open;
}

/** Gives the page a stream of events of its own: Playwright never sees the end of what a shared worker requests. */
export async function withoutSharedWorker(page: Page): Promise<void> {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'SharedWorker'));
}

/** Keeps the page from hearing of changes. */
export async function withoutEvents(page: Page): Promise<void> {
  await withoutSharedWorker(page);
  await page.route('**/events*', () => {});
}
