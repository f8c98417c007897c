import { join } from 'node:path';
import { type APIRequestContext, type Page, test } from '@playwright/test';
import { type Server, startServer } from './server.ts';
import { addLine } from './steps.ts';

// Not a test: renews the pictures of every page, in both themes and on a phone.

const FOLDER = process.env.SCREENSHOTS ?? join(import.meta.dirname, '../../docs/screenshots');
const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 360, height: 740 };

let server: Server;

test.beforeAll(async () => {
  server = await startServer((run) => run(['seed']));
});

test.afterAll(() => server.stop());

interface Picture {
  path: string;
  /** What is on the page once it is there. */
  until: string | RegExp;
  stranger?: boolean;
  /** What is done before the picture is taken. */
  act?: (page: Page) => Promise<void>;
}

const PICTURES: Record<string, Picture> = {
  login: { path: '/app/login', until: 'Sign up', stranger: true },
  signup: { path: '/app/signup', until: 'Log in', stranger: true },
  today: { path: '/app/today', until: /planned/ },
  capture: {
    path: '/app/today',
    until: /planned/,
    async act(page) {
      await addLine(page).fill('Pay the gardener every last friday 5pm #home +House !low ~10m');
      await page.getByRole('list', { name: /^Understood/ }).waitFor();
    },
  },
  inbox: { path: '/app/inbox', until: /tasks?$/ },
  upcoming: { path: '/app/upcoming', until: /^Tomorrow/ },
  calendar: { path: '/app/calendar', until: 'Not planned' },
  month: { path: '/app/calendar?view=month', until: 'Not planned' },
  details: {
    path: '/app/upcoming',
    until: /^Tomorrow/,
    async act(page) {
      const row = page.getByRole('listitem').filter({ hasText: 'Water the plants' }).first();
      await row.hover();
      await row.getByRole('button', { name: /^Details/ }).click();
      await page.getByText(/^Urgency/).waitFor();
    },
  },
  tasks: { path: '/app/tasks?status=all', until: /tasks$/ },
  bulk: {
    path: '/app/projects/1',
    until: 'Pay the rent',
    async act(page) {
      await page.keyboard.press('j');
      await page.keyboard.press('x');
      await page.keyboard.press('Shift+ArrowDown');
      await page.getByText('2 selected').waitFor();
    },
  },
  projects: { path: '/app/projects', until: 'Garden' },
  project: { path: '/app/projects/1', until: 'Pay the rent' },
  board: { path: '/app/projects/1?layout=board', until: 'Pay the rent' },
  search: {
    path: '/app/search?q=is:open -tag:money project:House,Garden',
    until: 'Water the plants',
  },
  view: { path: '/app/views/2', until: 'Water the plants' },
  palette: {
    path: '/app/projects/1',
    until: 'Pay the rent',
    async act(page) {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').waitFor();
      await page.keyboard.type('pa');
      await page.getByRole('option', { name: 'Pay the rent' }).waitFor();
    },
  },
  done: { path: '/app/done', until: /tasks?$/ },
  activity: { path: '/app/activity', until: /^Deleted “/ },
  trash: { path: '/app/trash', until: /days? left|Deleted/ },
  settings: { path: '/app/settings', until: 'This session' },
};

async function logIn(api: APIRequestContext): Promise<void> {
  await api.post(`${server.url}/login`, { data: { username: 'demo', password: 'password' } });
}

/** Has the font in the cache: it shows from the second visit. */
async function fetchFont(page: Page): Promise<void> {
  await page.goto(`${server.url}/app/login`);
  await page.waitForFunction(() => localStorage.getItem('tracker.font') !== null);
}

/** Something to see in the activity and in the trash. */
async function leaveTraces(api: APIRequestContext): Promise<void> {
  const { total } = await (await api.get(`${server.url}/trash`)).json();
  if (total > 0) return;
  const { tasks } = await (
    await api.get(`${server.url}/tasks?q=is:open no:due,planned -is:inbox sort:created`)
  ).json();
  const [first, second, third] = tasks.map(({ id }: { id: number }) => id);
  await api.patch(`${server.url}/tasks/${first}`, { data: { status: 'done' } });
  for (const id of [second, third]) await api.delete(`${server.url}/tasks/${id}`);
}

for (const [look, colorScheme, viewport] of [
  ['light', 'light', WIDE],
  ['dark', 'dark', WIDE],
  ['narrow-light', 'light', NARROW],
  ['narrow-dark', 'dark', NARROW],
] as const) {
  test.describe(look, () => {
    test.use({ colorScheme, viewport });

    for (const [name, { path, until, stranger, act }] of Object.entries(PICTURES)) {
      test(`${name}-${look}`, async ({ page }) => {
        await fetchFont(page);
        if (!stranger) {
          await logIn(page.request);
          await leaveTraces(page.request);
        }
        await page.goto(`${server.url}${path}`);
        await page.getByRole('main').getByText(until).first().waitFor();
        await act?.(page);
        // A pointer over a row would leave its mark.
        await page.mouse.move(0, 0);
        const file = join(FOLDER, `${name}-${look}.png`);
        await page.screenshot({ path: file, animations: 'disabled' });
      });
    }
  });
}
