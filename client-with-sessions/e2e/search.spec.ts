import { expect, test } from './fixtures.ts';
import { checkbox, message } from './steps.ts';
import { capture } from './things.ts';

test('words and conditions find tasks; the address keeps them', async ({ page, member }) => {
  await capture(
    member.api,
    'Paint the hall +House #home',
    'Café at the corner #home due 2030-01-02',
    'Buy milk',
  );
  await page.goto('/app/tasks');
  await expect(checkbox(page, 'Buy milk')).toBeVisible();
  await page.keyboard.press('/');
  const field = page.getByRole('searchbox', { name: 'Search' });
  await expect(field).toBeFocused();
  await page.keyboard.type('cafe');
  await expect(checkbox(page, 'Café at the corner')).toBeVisible();
  await expect(checkbox(page, 'Buy milk')).toHaveCount(0);

  await field.fill('is:open tag:home -project:House');
  await expect(page).toHaveURL(/tag%3Ahome|tag:home/);
  await expect(checkbox(page, 'Café at the corner')).toBeVisible();
  await expect(checkbox(page, 'Paint the hall')).toHaveCount(0);
  await page.reload();
  await expect(field).toHaveValue('is:open tag:home -project:House');
  await expect(checkbox(page, 'Café at the corner')).toBeVisible();

  await field.fill('nothing like it');
  await expect(page.getByText('Nothing was found.')).toBeVisible();
});

test('an error says where it is and what was expected', async ({ page, problems, member }) => {
  problems.allowStatus('/tasks', 422);
  await capture(member.api, 'Buy milk');
  await page.goto('/app/search');
  await page.getByRole('searchbox').fill('is:open due:foo milk');
  await expect(page.getByRole('alert')).toContainText('Expected a date after due:');
  await expect(page.getByRole('alert').locator('mark')).toHaveText('foo');
  await expect(page.getByRole('searchbox')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('searchbox')).toBeFocused();

  await page.getByRole('button', { name: 'Help' }).click();
  await page.getByRole('searchbox').fill('milk');
  await page.getByRole('button', { name: 'is:open' }).click();
  await expect(page.getByRole('searchbox')).toHaveValue('milk is:open');
  await expect(checkbox(page, 'Buy milk')).toBeVisible();
});

test('a search is saved as a view, changed, and deleted with a way back', async ({
  page,
  problems,
  member,
}) => {
  problems.allowStatus('/views/\\d+', 422);
  await capture(member.api, 'Ask the bank #waiting', 'Buy milk', 'Pay #home');
  await page.goto('/app/search?q=tag:waiting');
  await expect(checkbox(page, 'Ask the bank')).toBeVisible();
  await page.getByRole('button', { name: 'Save as a view' }).click();
  await page.keyboard.type('Waiting');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Waiting' })).toBeVisible();
  await expect(checkbox(page, 'Ask the bank')).toBeVisible();
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Waiting' })).toBeVisible();

  const more = page.getByRole('button', { name: /^More for (?:Waiting|At home)$/ });
  await more.click();
  await page.getByRole('menuitem', { name: 'Rename or change what it shows' }).click();
  await page.getByLabel('What it shows').fill('tag:');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('What it shows')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('What it shows').fill('tag:home');
  await page.getByLabel('Name of the view').fill('At home');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'At home' })).toBeFocused();
  await expect(checkbox(page, 'Pay')).toBeVisible();
  await expect(checkbox(page, 'Ask the bank')).toHaveCount(0);

  await more.click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(message(page, 'Deleted the view “At home”')).toBeVisible();
  await expect(page.getByText('There is no such view.')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('heading', { name: 'At home' })).toBeVisible();
});

test('“or” is a word, and the page says what means one of several', async ({ page, member }) => {
  await capture(member.api, 'Ask the bank');
  await page.goto('/app/search?q=is:open or is:done');
  await expect(page.getByText('A comma means one of several: is:open,done.')).toBeVisible();
  await page.goto('/app/search?q=is:open,done');
  await expect(checkbox(page, 'Ask the bank')).toBeVisible();
});

test('the help is that of the server, and all of it can be searched for', async ({
  page,
  member,
}) => {
  await capture(member.api, 'Pay the bank due tomorrow', 'Buy milk');
  await page.goto('/app/search');
  await page.getByRole('button', { name: 'Help' }).click();
  const help = page.getByRole('region', { name: 'What can be searched for' });
  await expect(help).toContainText('inbox, started, blocked, planned');
  await expect(help).toContainText('2026-12-24, +3d, -2w');
  const field = page.getByRole('searchbox');
  for (const button of await help.getByRole('button').all()) {
    await field.fill('');
    await button.click();
    await field.press('Enter');
    await expect(page.getByRole('alert')).toBeEmpty();
  }
  await field.fill('due:<=+3d');
  await expect(checkbox(page, 'Pay the bank')).toBeVisible();
  await expect(checkbox(page, 'Buy milk')).toHaveCount(0);
  await field.fill('is:bl');
  await expect(page.getByRole('option', { name: 'blocked' })).toBeVisible();
});
