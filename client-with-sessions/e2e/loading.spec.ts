import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { hold, holdUntilAllAsked } from './held.ts';
import { countShifts } from './shifts.ts';
import { dayFromNow, openRequests, withoutSharedWorker } from './steps.ts';
import { capture, makeProject, makeView } from './things.ts';

/** Waits until the page has painted. */
async function paint(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise((done) => {
        requestAnimationFrame(() => requestAnimationFrame(done));
      }),
  );
}

for (const name of ['today', 'upcoming', 'inbox', 'tasks', 'projects/1', 'done']) {
  test(`nothing moves while ${name} is loaded`, async ({ page, member }) => {
    for (const project of ['House', 'Garden', 'Work']) await makeProject(member.api, project);
    await makeView(member.api, 'Waiting', 'tag:waiting');
    await capture(member.api, 'Read #books', 'Write today ~1h', 'Paint tomorrow +House');
    await withoutSharedWorker(page);
    await page.goto('/app/today');
    await countShifts(page);
    const open = openRequests(page);
    // What comes late is what moves things.
    await holdUntilAllAsked(page, ['**/projects', '**/views', '**/settings']);
    await page.goto(`/app/${name}`);
    await expect(page.getByRole('link', { name: /^Garden/ })).toBeVisible();
    const main = page.getByRole('main');
    const shown = main.getByRole('checkbox').or(main.getByText('Nothing done yet.'));
    await expect(shown.first()).toBeVisible();
    await paint(page);
    await expect.poll(() => [...open].map((request) => request.url())).toEqual([]);
    await paint(page);
    expect(await page.evaluate(() => window.shifted())).toBe(0);
  });
}

for (const name of ['today', 'upcoming', 'inbox', 'tasks']) {
  test(`nothing moves on a phone while ${name} is loaded`, async ({ page, member }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await makeProject(member.api, 'House');
    const lines = [
      'Read #books',
      'Call Ann today 9am #home #phone +House !high ~15m',
      'Write today',
    ];
    await capture(member.api, ...lines, 'Pay the rent tomorrow #money ~1h', 'Paint fri +House');
    await withoutSharedWorker(page);
    await page.goto('/app/done');
    await countShifts(page);
    const open = openRequests(page);
    await page.goto(`/app/${name}`);
    await expect(page.getByRole('main').getByRole('checkbox').first()).toBeVisible();
    await paint(page);
    await expect.poll(() => open.size).toBe(0);
    await paint(page);
    expect(await page.evaluate(() => window.shifted())).toBe(0);
  });
}

test('what the first screen shows is asked for once, before the code is there', async ({
  page,
  member,
}) => {
  await capture(member.api, 'Read #books', 'Write today ~1h', 'Paint tomorrow');
  await withoutSharedWorker(page);
  await page.goto('/app/settings');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  let isCodeThere = false;
  let asked: { path: string; isEarly: boolean }[] = [];
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (request.resourceType() !== 'fetch') return;
    asked.push({ path: pathname + search, isEarly: !isCodeThere });
  });
  for (const name of ['today', 'upcoming', 'inbox', 'tasks']) {
    [isCodeThere, asked] = [false, []];
    const code = await hold(page, '**/assets/index-*.js');
    const opened = page.goto(`/app/${name}`);
    await expect.poll(() => asked.length).toBe(5);
    isCodeThere = true;
    code();
    await opened;
    await expect(page.getByRole('main').getByRole('checkbox').first()).toBeVisible();
    const early = asked.filter(({ isEarly }) => isEarly).map(({ path }) => path);
    const late = asked.filter(({ isEarly }) => !isEarly).map(({ path }) => path);
    expect(early).toHaveLength(5);
    expect(late.filter((path) => early.includes(path))).toEqual([]);
    await page.unroute('**/assets/index-*.js');
  }
});

for (const name of ['today', 'upcoming', 'inbox', 'tasks', 'done']) {
  test(`${name} needs no more code than it asks for at once`, async ({ page, member }) => {
    const [id] = await capture(member.api, 'Read', 'Write today', 'Paint tomorrow', 'Think');
    await member.api.patch(`/tasks/${id}`, { data: { status: 'done' } });
    await page.goto('/app/settings');
    await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
    let isFirstThere = false;
    await page.route('**/assets/*.{js,css}', async (route) => {
      // What is asked for later takes another way to the server and back. Here it never comes.
      if (!isFirstThere) await route.continue();
    });
    const entry = await hold(page, '**/assets/index-*.js');
    const asked = page.waitForRequest('**/check_session');
    const opened = page.goto(`/app/${name}`);
    await asked;
    isFirstThere = true;
    entry();
    await opened;
    await expect(page.getByRole('main').getByRole('checkbox').first()).toBeVisible();
  });
}

test('a long day begins with what a screen shows, and the rest follows', async ({
  page,
  member,
}) => {
  const lines = Array.from({ length: 60 }, (_, index) => `Number ${index + 1} today ~10m`);
  await capture(member.api, ...lines);
  const left = { title: 'Left', planned: dayFromNow(-1) };
  expect((await member.api.post('/tasks', { data: left })).status()).toBe(201);
  await page.goto('/app/settings');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  const rest = await hold(page, /\/agenda\?days=1$/);
  await page.goto('/app/today');
  const main = page.getByRole('main');
  await expect(main.getByText('Number 49', { exact: true })).toBeAttached();
  await expect(main.getByText('Number 50', { exact: true })).not.toBeAttached();
  // Nothing is said of the whole, and nothing done with it, as long as it is not there.
  await expect(main.getByText(/\bplanned\./)).not.toBeAttached();
  await expect(main.getByRole('button', { name: 'Move to today' })).toBeDisabled();
  rest();
  await expect(main.getByText('Number 60', { exact: true })).toBeAttached();
  await expect(main.getByText(/^10\sh of .* planned/)).toBeVisible();
  await expect(main.getByRole('button', { name: 'Move to today' })).toBeEnabled();
});

test('the page starts while the largest part of its code is on its way', async ({
  page,
  member,
}) => {
  await capture(member.api, 'Read today');
  await page.goto('/app/settings');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  const renderer = await hold(page, '**/assets/client-*.js');
  const asked = page.waitForRequest('**/assets/client-*.js');
  const inside = page.waitForResponse('**/assets/inside-*.js');
  const opened = page.goto('/app/today');
  await asked;
  await inside;
  await expect(page.getByRole('main')).toHaveCount(0);
  renderer();
  await opened;
  await expect(page.getByRole('main').getByRole('checkbox', { name: 'Read' })).toBeVisible();
});

test('a card of a board keeps its height when it learns what it is a part of', async ({
  page,
  member,
}) => {
  const project = await makeProject(member.api, 'House');
  const [parent] = await capture(member.api, 'Paint the house +House');
  const data = { title: 'Walls', parent_id: parent, tags: ['ladder', 'weekend'] };
  expect((await member.api.post('/tasks', { data })).status()).toBe(201);
  const answer = await hold(page, '**/tasks/relations*');
  await page.goto(`/app/projects/${project}?layout=board`);
  const card = page.locator('[data-task]').filter({ hasText: '#ladder' });
  await expect(card).toBeVisible();
  const { height } = (await card.boundingBox()) ?? {};
  answer();
  await expect(card.locator('bdi', { hasText: 'Paint the house' })).toBeVisible();
  expect((await card.boundingBox())?.height).toBe(height);
});
