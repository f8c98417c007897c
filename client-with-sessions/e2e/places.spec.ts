import { expect, test } from './fixtures.ts';
import { startServer } from './server.ts';
import { withoutSharedWorker } from './steps.ts';
import { makeProject } from './things.ts';

test('Back leads to the place in a list where one was', async ({ page, member }) => {
  const id = await makeProject(member.api, 'House');
  const lines = Array.from({ length: 150 }, (_, index) => `Step ${index + 1} +House`);
  await member.api.post('/capture', { data: { text: lines.join('\n') } });
  await page.goto(`/app/projects/${id}`);
  const last = page.getByRole('checkbox', { name: 'Step 150', exact: true });
  await expect(async () => {
    await page.mouse.wheel(0, 4_000);
    await expect(last).toBeInViewport({ timeout: 500 });
  }).toPass();
  const before = await page.evaluate(() => window.scrollY);
  expect(before).toBeGreaterThan(2_000);
  await page.getByRole('link', { name: 'Inbox' }).click();
  await expect(page.getByRole('heading', { name: 'Inbox' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'House' })).toBeVisible();
  await expect(last).toBeInViewport();
  await expect
    .poll(async () => Math.abs((await page.evaluate(() => window.scrollY)) - before))
    .toBeLessThan(60);
});

test('the board comes without moving the page', async ({ page, member }) => {
  const id = await makeProject(member.api, 'House');
  await member.api.post('/capture', { data: { text: 'One +House\nTwo +House\nThree +House' } });
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await withoutSharedWorker(page);
  await page.goto(`/app/projects/${id}?layout=board`);
  await expect(page.getByRole('button', { name: 'Three', exact: true })).toBeVisible();
  await page.waitForLoadState('networkidle');
  const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
  expect(shifts.reduce((sum, value) => sum + value, 0)).toBeLessThan(0.01);
});

test('the strip beside an open dialog is as dim as the rest', async ({ page, member }) => {
  await page.goto('/app/inbox');
  await expect(page.getByRole('button', { name: member.username })).toBeVisible();
  const background = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const before = await background();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await background()).not.toBe(before);
  await page.keyboard.press('Escape');
  await expect.poll(background).toBe(before);
});

test('where a login can’t last, the page says which address to use', async ({ page, problems }) => {
  problems.allowStatus('/check_session', 401);
  const server = await startServer(() => {}, ['--public-url', 'https://tracker.example']);
  await page.goto(`${server.url}/app/login`);
  await expect(page.getByRole('alert').filter({ hasText: 'not secure' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'https://tracker.example' })).toHaveAttribute(
    'href',
    'https://tracker.example/app/login',
  );
  await server.stop();
});

test('opening the details moves neither the list nor the board, and keeps the tab', async ({
  page,
  member,
}) => {
  const id = await makeProject(member.api, 'House');
  await member.api.post('/capture', { data: { text: 'One +House\nTwo +House' } });
  const layout = page.getByRole('navigation', { name: 'Layout' });
  for (const [search, tab] of [
    ['', 'List'],
    ['?layout=board', 'Board'],
  ] as const) {
    await page.goto(`/app/projects/${id}${search}`);
    const main = page.getByRole('main');
    const one = main.locator('[data-task]').first();
    await expect(one).toBeVisible();
    const places = async () => [await main.boundingBox(), await one.boundingBox()];
    const before = await places();
    await page.goto(`/app/projects/${id}${search}${search ? '&' : '?'}task=1`);
    await expect(
      page.getByRole('complementary').getByLabel('Title', { exact: true }),
    ).toBeVisible();
    await expect(one).toBeVisible();
    expect(await places()).toEqual(before);
    await expect(layout.locator('[aria-current]')).toHaveText([tab]);
  }
  await page.goto('/app/tasks?status=all&task=1');
  await expect(
    page.getByRole('navigation', { name: 'Tasks to show' }).locator('[aria-current]'),
  ).toHaveText(['All']);
});
