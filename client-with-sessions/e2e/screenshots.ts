import { join } from 'node:path';
import { type Page, test } from '@playwright/test';
import { type Server, startServer } from './server.ts';
import { addLine, fillAccount } from './steps.ts';

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

const PAGES = {
  tasks: '/app/tasks?status=all',
  inbox: '/app/inbox',
  today: '/app/today',
  upcoming: '/app/upcoming',
  done: '/app/done',
};

for (const [look, colorScheme, viewport] of [
  ['light', 'light', WIDE],
  ['dark', 'dark', WIDE],
  ['narrow', 'light', NARROW],
] as const) {
  test.describe(look, () => {
    test.use({ colorScheme, viewport });

    for (const [name, path] of Object.entries(PAGES)) {
      test(`${name}-${look}`, async ({ page }) => {
        await logIn(page);
        await page.goto(`${server.url}${path}`);
        await page.getByRole('main').getByRole('checkbox').first().waitFor();
        await shoot(page, `${name}-${look}`);
      });
    }

    test(`capture-${look}`, async ({ page }) => {
      await logIn(page);
      await page.goto(`${server.url}/app/today`);
      await page.getByRole('main').getByRole('checkbox').first().waitFor();
      await addLine(page).fill('Pay the gardener every last friday 5pm #home +House !low ~10m');
      await page.getByRole('list', { name: /^Understood/ }).waitFor();
      await shoot(page, `capture-${look}`);
      await addLine(page).fill('');
    });

    test(`details-${look}`, async ({ page }) => {
      await logIn(page);
      await page.goto(`${server.url}/app/upcoming`);
      const row = page.getByRole('listitem').filter({ hasText: 'Water the plants' }).first();
      await row.hover();
      await row.getByRole('button', { name: /^Details/ }).click();
      await page.getByText(/^Urgency/).waitFor();
      await shoot(page, `details-${look}`);
    });
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
    await page.getByRole('main').getByRole('listitem').first().waitFor();
    await shoot(page, name);
  });
}
