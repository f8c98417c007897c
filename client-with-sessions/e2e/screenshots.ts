import { join } from 'node:path';
import { type Page, test } from '@playwright/test';
import { type Server, startServer } from './server.ts';
import { fillAccount } from './steps.ts';

const FOLDER = process.env.SCREENSHOTS ?? join(import.meta.dirname, '../../docs/screenshots');
const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 360, height: 740 };

let server: Server;

test.beforeAll(async () => {
  server = await startServer((run) => run(['seed']));
});

test.afterAll(() => server.stop());

async function logIn(page: Page): Promise<void> {
  await page.goto(`${server.url}/app/login`);
  await fillAccount(page, 'demo', 'password');
  await page.getByRole('list', { name: 'Open tasks' }).waitFor();
}

async function shoot(page: Page, name: string): Promise<void> {
  // A pointer over a row would leave its mark.
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
}

for (const [name, colorScheme, viewport] of [
  ['tasks-light', 'light', WIDE],
  ['tasks-dark', 'dark', WIDE],
  ['tasks-narrow', 'light', NARROW],
] as const) {
  test(name, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(viewport);
    await logIn(page);
    await page.goto(`${server.url}/app/tasks?status=all`);
    await page.getByRole('list', { name: 'All tasks' }).waitFor();
    await shoot(page, name);
  });
}

test('settings', async ({ page }) => {
  await logIn(page);
  await page.goto(`${server.url}/app/settings`);
  await page.getByText('This session').waitFor();
  await shoot(page, 'settings');
});

for (const name of ['activity', 'trash'] as const) {
  test(name, async ({ page }) => {
    await logIn(page);
    const rows = page.getByRole('list', { name: 'Open tasks' }).getByRole('checkbox');
    const completed = page.waitForResponse((response) => response.request().method() === 'PATCH');
    await rows.nth(1).click();
    await completed;
    await rows.nth(2).focus();
    const deleted = page.waitForResponse((response) => response.request().method() === 'DELETE');
    await page.keyboard.press('Delete');
    await deleted;
    await page.goto(`${server.url}/app/${name}`);
    await page.getByRole('listitem').first().waitFor();
    await shoot(page, name);
  });
}
