import { join } from 'node:path';
import { type APIRequestContext, type Page, test } from '@playwright/test';
import { type Server, startServer } from './server.ts';

const FOLDER = process.env.SCREENSHOTS ?? join(import.meta.dirname, '../../docs/screenshots');
const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 360, height: 740 };

let server: Server;

test.beforeAll(async () => {
  server = await startServer((run) => run(['seed']));
});

test.afterAll(() => server.stop());

async function logIn(api: APIRequestContext): Promise<void> {
  await api.post(`${server.url}/login`, { data: { username: 'demo', password: 'password' } });
}

const PAGES: { name: string; path: string; until: string; act?: (page: Page) => Promise<void> }[] =
  [
    { name: 'projects', path: '/app/projects', until: 'Garden' },
    { name: 'project', path: '/app/projects/1', until: 'Pay the rent' },
    { name: 'board', path: '/app/projects/1?layout=board', until: 'Pay the rent' },
    {
      name: 'search',
      path: '/app/search?q=is:open -tag:money project:House,Garden',
      until: 'Water the plants',
    },
    { name: 'view', path: '/app/views/2', until: 'Water the plants' },
    {
      name: 'palette',
      path: '/app/projects/1',
      until: 'Pay the rent',
      act: async (page) => {
        await page.keyboard.press('Control+k');
        await page.getByRole('combobox').waitFor();
        await page.keyboard.type('pa');
        await page.getByRole('option', { name: 'Pay the rent' }).waitFor();
      },
    },
    {
      name: 'bulk',
      path: '/app/projects/1',
      until: 'Pay the rent',
      act: async (page) => {
        await page.keyboard.press('j');
        await page.keyboard.press('x');
        await page.keyboard.press('Shift+ArrowDown');
        await page.getByText('2 selected').waitFor();
      },
    },
  ];

for (const [look, colorScheme, viewport] of [
  ['light', 'light', WIDE],
  ['dark', 'dark', WIDE],
  ['narrow', 'light', NARROW],
  ['narrow-dark', 'dark', NARROW],
] as const) {
  for (const { name, path, until, act } of PAGES) {
    test(`${name}-${look}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(viewport);
      await logIn(page.request);
      await page.goto(`${server.url}${path}`);
      await page.getByRole('main').getByText(until).first().waitFor();
      await act?.(page);
      // A pointer over a row would leave its mark.
      await page.mouse.move(0, 0);
      await page.screenshot({
        path: join(FOLDER, `${name}-${look}.png`),
        animations: 'disabled',
      });
    });
  }
}
