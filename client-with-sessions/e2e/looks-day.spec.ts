import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSideways } from './accessible.ts';
import { expect, type Member, test } from './fixtures.ts';
import { hold } from './held.ts';
import { addLine, checkbox, withoutEvents } from './steps.ts';
import { capture } from './things.ts';

const LONG = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen';

/** Something of everything that a row can tell. */
async function fill({ api }: Member): Promise<number> {
  const [id = 0] = await capture(
    api,
    `Write the report about ${LONG} today 9am #writing #work #long +Office !high ~3h`,
    '  Collect the figures !low',
    'Water the plants every 3 days +House ~10m',
    'Overdue 2026-01-02 !medium',
    'Call home tomorrow #family',
    'Hidden until later ^2027-01-01',
    'An idea',
  );
  await api.patch(`/tasks/${id}`, { data: { description: 'With figures.' } });
  const [done] = await capture(api, 'Buy milk');
  await api.patch(`/tasks/${done}`, { data: { status: 'done' } });
  return id;
}

const PAGES = ['inbox', 'today', 'upcoming', 'tasks', 'done'];

async function open(page: Page, name: string): Promise<void> {
  await page.goto(`/app/${name}`);
  await expect(page.getByRole('main').getByRole('checkbox').first()).toBeVisible();
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`${colorScheme}, checked by axe`, () => {
    test.use({ colorScheme });

    test('the pages of the day, empty', async ({ page, member }) => {
      for (const [name, words] of [
        ['inbox', 'Begin with what is on your mind'],
        ['today', 'Plan your day'],
        ['upcoming', 'Show six weeks'],
        ['done', 'Nothing done yet.'],
      ] as const) {
        await page.goto(`/app/${name}`);
        await expect(page.getByText(words)).toBeVisible();
        await expect(page.getByRole('button', { name: member.username })).toBeVisible();
        await expectAccessible(page, name);
      }
    });

    test('the pages of the day, with tasks', async ({ page, member }) => {
      test.slow();
      await fill(member);
      for (const name of PAGES) {
        await open(page, name);
        await expectAccessible(page, name);
      }
    });

    test('what is typed, and the details', async ({ page, member }) => {
      test.slow();
      const id = await fill(member);
      await open(page, 'inbox');
      await addLine(page).fill('Pay rent every 1st 9am #home +House\n  And a part ~5m');
      await expect(page.getByRole('list', { name: 'What will be added' })).toBeVisible();
      await expectAccessible(page, 'what was understood');
      await page.goto(`/app/upcoming?task=${id}`);
      const details = page.getByRole('complementary', { name: /^Details/ });
      await expect(details.getByText(/^Urgency/)).toBeVisible();
      await details.getByRole('button', { name: 'Repeat it' }).click();
      await details.getByLabel('Unit').selectOption('weeks');
      await expect(details.getByText(/^Then/)).toBeVisible();
      await expectAccessible(page, 'the details');
      await details.getByRole('button', { name: /^Due/ }).click();
      await expect(details.getByRole('grid')).toBeVisible();
      await expectAccessible(page, 'the date picker');
    });
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test('every page of the day fits', async ({ page, member }) => {
    await fill(member);
    for (const name of PAGES) {
      await open(page, name);
      await expectNoSideways(page);
    }
  });

  test('the details cover the page, and lead back to the row', async ({ page, member }) => {
    const id = await fill(member);
    await open(page, 'today');
    await page.getByRole('button', { name: /^Details of Write the report/ }).tap();
    const details = page.getByRole('dialog', { name: /^Details/ });
    await expect(details).toBeFocused();
    await expectNoSideways(page);
    const box = await details.boundingBox();
    expect(box?.width).toBe(360);
    // What is covered is out of reach.
    expect(await page.locator('main').evaluate((main) => (main as HTMLElement).inert)).toBe(true);
    await details.getByRole('button', { name: 'Close the details' }).tap();
    await expect(page.locator(`[data-task="${id}"] input`)).toBeFocused();
    await page.getByRole('button', { name: /^Details of Water/ }).tap();
    await expect(details).toBeVisible();
    await page.goBack();
    await expect(details).toHaveCount(0);
    await expect(page.getByRole('heading', { name: 'Today', exact: true })).toBeVisible();
  });

  test('a date is picked by thumb, all of it on the screen', async ({ page, member }) => {
    const id = await fill(member);
    await page.goto(`/app/tasks?task=${id}`);
    const details = page.getByRole('complementary', { name: /^Details/ });
    await details.getByRole('button', { name: /^Planned/ }).tap();
    const picker = details.getByRole('dialog', { name: 'Planned' });
    const box = await picker.boundingBox();
    if (!box) throw new Error('It is not shown.');
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(360);
    expect(box.y).toBeGreaterThanOrEqual(0);
    expect(box.y + box.height).toBeLessThanOrEqual(740);
    await picker.getByRole('button', { name: /^Tomorrow/ }).tap();
    await expect(picker).toBeHidden();
    await expect(details.getByRole('button', { name: /^Planned/ })).toBeFocused();
    await expectNoSideways(page);
  });

  test('what was understood fits, and is taken back by thumb', async ({ page, member }) => {
    await fill(member);
    await open(page, 'inbox');
    await addLine(page).fill(`Read ${LONG} tomorrow 9am #home +House !high ~15m`);
    await page.getByRole('button', { name: 'keep “tomorrow” in the title' }).tap();
    await expect(addLine(page)).toHaveValue(/\\tomorrow/);
    await expectNoSideways(page);
  });

  test('the pages are behind the bar at the bottom', async ({ page, member }) => {
    await fill(member);
    await open(page, 'today');
    const bar = page.getByRole('navigation', { name: 'Main pages' });
    await bar.getByRole('link', { name: 'Inbox' }).tap();
    await expect(page.getByRole('heading', { name: 'Inbox' })).toBeVisible();
    await bar.getByRole('button', { name: 'More' }).tap();
    const pages = page.getByRole('navigation', { name: 'Pages', exact: true });
    await expect(pages.getByRole('link', { name: /^House/ })).toBeVisible();
    await pages.getByRole('link', { name: 'Done' }).tap();
    await expect(checkbox(page, 'Buy milk')).toBeChecked();
    await expect(pages).toBeHidden();
  });
});

test('what is planned stands still while it loads', async ({ page, member }) => {
  await fill(member);
  const letGo = await hold(page, '**/agenda*');
  await page.goto('/app/today');
  await expect(addLine(page)).toBeVisible();
  const before = await addLine(page).boundingBox();
  letGo();
  await expect(checkbox(page, /^Overdue/)).toBeVisible();
  expect(await addLine(page).boundingBox()).toEqual(before);
});

test('a list that can’t be loaded says so, and tries again', async ({ page, problems, member }) => {
  problems.allowStatus('/agenda', 400);
  await fill(member);
  // Without the stream, which would have the page ask again by itself.
  await withoutEvents(page);
  await page.route('**/agenda*', (route) => route.fulfill({ status: 400, json: {} }));
  await page.goto('/app/today');
  await expect(page.getByText('The tasks could not be loaded.')).toBeVisible();
  await page.unroute('**/agenda*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(checkbox(page, /^Overdue/)).toBeVisible();
});
