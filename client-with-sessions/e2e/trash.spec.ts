import type { APIRequestContext } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { checkbox, makeTask, message, openTasks, savedTitles } from './steps.ts';

async function makeDeleted(api: APIRequestContext, title: string): Promise<number> {
  const id = await makeTask(api, title);
  expect((await api.delete(`/tasks/${id}`)).status()).toBe(204);
  return id;
}

async function trashed(api: APIRequestContext): Promise<string[]> {
  const answer: { tasks: { title: string }[] } = await (await api.get('/trash')).json();
  return answer.tasks.map(({ title }) => title);
}

test('keeps what was deleted, and gives it back', async ({ page, member }) => {
  await makeDeleted(member.api, 'Buy milk');
  await makeDeleted(member.api, 'Call home');
  await openTasks(page);
  await page.getByRole('link', { name: 'Trash' }).click();
  await expect(page.getByRole('heading', { name: 'Trash' })).toBeFocused();
  const items = page.getByRole('list', { name: 'Deleted tasks' }).getByRole('listitem');
  await expect(items.first()).toContainText('Call home');
  await expect(items.first()).toContainText('Deleted today');
  await expect(page.getByText('kept for at least 30 days')).toBeVisible();

  await page.getByRole('button', { name: 'Restore Call home' }).click();
  await expect(items).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Restore Buy milk' })).toBeFocused();
  await expect.poll(() => savedTitles(member.api)).toEqual(['Call home']);

  await message(page, 'Restored “Call home”').getByRole('button', { name: 'Undo' }).click();
  await expect(items).toHaveCount(2);
  await page.getByRole('button', { name: 'Restore Call home' }).click();
  await page.getByRole('link', { name: 'Tasks', exact: true }).click();
  await expect(checkbox(page, 'Call home')).toBeVisible();
});

test('asks before it deletes for good', async ({ page, member }) => {
  await makeDeleted(member.api, 'Buy milk');
  await makeDeleted(member.api, 'Call home');
  await page.goto('/app/trash');
  const purge = page.getByRole('button', { name: 'Delete Call home for good' });
  await purge.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(purge).toBeFocused();
  expect(await trashed(member.api)).toEqual(['Call home', 'Buy milk']);

  await purge.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete for good' }).click();
  await expect(purge).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Restore Buy milk' })).toBeFocused();
  await expect.poll(() => trashed(member.api)).toEqual(['Buy milk']);

  await page.getByRole('link', { name: 'Activity' }).click();
  await expect(page.getByText('Deleted a task for good')).toBeVisible();
  await expect(page.getByText('since deleted for good').first()).toBeVisible();
});

test('is emptied at once, after it has asked', async ({ page, member }) => {
  await makeDeleted(member.api, 'Buy milk');
  await makeDeleted(member.api, 'Call home');
  await page.goto('/app/trash');
  await page.getByRole('button', { name: 'Empty the trash' }).click();
  await expect(page.getByRole('dialog')).toContainText('2 tasks will be deleted for good');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByText('The trash is empty.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Trash' })).toBeFocused();
  await expect.poll(() => trashed(member.api)).toEqual([]);
});
