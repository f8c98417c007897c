import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, newName, PASSWORD, test } from './fixtures.ts';
import {
  addLine,
  checkbox,
  editTitle,
  fillAccount,
  makeTask,
  message,
  openTasks,
} from './steps.ts';
import { makeProject } from './things.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function expectAccessible(page: Page, what: string): Promise<void> {
  // What is half faded in has half its contrast.
  await expect
    .poll(() =>
      page.evaluate(() =>
        document.getAnimations().some(({ playState }) => playState === 'running'),
      ),
    )
    .toBe(false);
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`);
  expect(found, what).toEqual([]);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`${colorScheme}, checked by axe`, () => {
    test.use({ colorScheme });

    test('the pages before the login', async ({ page, problems }) => {
      problems.allowStatus('/check_session', 401);
      problems.allowStatus('/signup', 422);
      await page.goto('/app/login');
      await expect(page.getByRole('link', { name: 'Sign up' })).toBeVisible();
      await expectAccessible(page, 'log in');
      await page.getByRole('link', { name: 'Sign up' }).click();
      await expectAccessible(page, 'sign up');
      await fillAccount(page, newName(), 'short');
      await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
      await expectAccessible(page, 'sign up with an error');
      await page.goto('/app/nowhere');
      await expect(page.getByRole('heading')).toBeVisible();
      await expectAccessible(page, 'not found');
    });

    test('the task list', async ({ page, member }) => {
      await openTasks(page);
      await expectAccessible(page, 'no tasks');
      await makeTask(member.api, 'Buy milk');
      await makeTask(member.api, 'Call home');
      await openTasks(page, '?status=all');
      await checkbox(page, 'Buy milk').click();
      await expectAccessible(page, 'open and done');
      await page.keyboard.press('Delete');
      await expect(message(page, 'Deleted “Buy milk”')).toBeVisible();
      await expect(checkbox(page, 'Buy milk')).toHaveCount(0);
      await expectAccessible(page, 'with a message');
      await editTitle(page, 'Call home');
      await page.keyboard.type(' tomorrow 9am');
      await expect(page.getByRole('list', { name: /^Understood/ })).toBeVisible();
      await expectAccessible(page, 'with an editor');
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectAccessible(page, 'with the keys');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: member.username }).click();
      await expect(page.getByRole('button', { name: 'Log out' })).toBeVisible();
      await expectAccessible(page, 'with the menu');
    });

    test('the activity, the trash and the history', async ({ page, problems, member }) => {
      problems.allowStatus('/changes/\\d+/undo', 409);
      await page.goto('/app/activity');
      await expect(page.getByText('Nothing has happened yet.')).toBeVisible();
      await expectAccessible(page, 'no activity');
      await page.goto('/app/trash');
      await expect(page.getByText('The trash is empty.')).toBeVisible();
      await expectAccessible(page, 'an empty trash');

      const id = await makeTask(member.api, 'Buy milk');
      await member.api.patch(`/tasks/${id}`, { data: { title: 'Buy oat milk' } });
      await member.api.patch(`/tasks/${id}`, { data: { title: 'Buy soy milk' } });
      const ids = [await makeTask(member.api, 'One'), await makeTask(member.api, 'Two')];
      await member.api.post('/tasks/delete', { data: { ids } });

      await page.goto('/app/activity');
      await page.getByRole('button', { name: /^Show the tasks/ }).click();
      await page
        .getByRole('button', { name: 'Undo: Renamed “Buy milk” to “Buy oat milk”' })
        .click();
      await expect(page.getByText(/has been changed since/)).toBeVisible();
      await expectAccessible(page, 'the activity');
      await page.goto('/app/trash');
      await page.getByRole('button', { name: 'Delete One for good' }).click();
      await expectAccessible(page, 'the trash and its question');
      await page.keyboard.press('Escape');
      await expectAccessible(page, 'the trash');
      await openTasks(page);
      await checkbox(page, 'Buy soy milk').focus();
      await page.keyboard.press('h');
      await expect(page.getByText('Added as “Buy milk”')).toBeVisible();
      await expectAccessible(page, 'the history');
    });

    test('what went wrong', async ({ page, problems, member }) => {
      problems.allowNoNetwork();
      problems.allowStatus('/tasks/\\d+', 500);
      await makeTask(member.api, 'Buy milk');
      await openTasks(page);
      await page.route(/\/tasks\/\d+$/, (route) => route.fulfill({ status: 500, json: {} }));
      await checkbox(page, 'Buy milk').click();
      await expect(page.getByText(/Not saved/)).toBeVisible();
      await page.route('**/capture', (route) => route.abort());
      await page.route('**/healthz', (route) => route.abort());
      await addLine(page).fill('Call home');
      await addLine(page).press('Enter');
      await expect(page.getByText('Waiting to be saved')).toBeVisible();
      await expectAccessible(page, 'refused and unreachable');
      await page.unrouteAll();
    });

    test('the settings of an admin', async ({ context, page, server }) => {
      test.slow();
      const admin = newName('admin');
      server.run(['user', 'add', admin, '--admin', '--password-stdin'], `${PASSWORD}\n`);
      await context.request.post('/login', { data: { username: admin, password: PASSWORD } });
      await page.goto('/app/settings');
      await expect(page.getByRole('list', { name: 'Users' }).getByText(admin)).toBeVisible();
      await expectAccessible(page, 'settings');
      await page.getByRole('button', { name: 'Add a user' }).click();
      await expectAccessible(page, 'add a user');
    });
  });
}

test.describe('on a wide screen', () => {
  test.use({ viewport: { width: 1440, height: 900 } });

  test('the lines stay short, in the middle', async ({ page, member }) => {
    await makeTask(
      member.api,
      'Write the letter to the housing association about the stairs. '.repeat(8),
    );
    await openTasks(page);
    const main = page.getByRole('main');
    const row = await main.getByRole('listitem').first().boundingBox();
    const pages = await page.getByRole('banner').boundingBox();
    if (!row || !pages) throw new Error('The task has no row.');
    expect(row.width).toBeLessThanOrEqual(720);
    // In the middle of what the list of pages leaves.
    const middle = (pages.x + pages.width + 1440) / 2;
    expect(Math.abs(row.x + row.width / 2 - middle)).toBeLessThanOrEqual(16);
  });

  test('what stands in a row begins and ends where the page does', async ({ page, member }) => {
    const dueDate = { data: { due: '2027-03-01' } };
    await member.api.patch(`/tasks/${await makeTask(member.api, 'Pay rent')}`, dueDate);
    await openTasks(page);
    const box = async (found: Locator) => {
      const { x, width } = (await found.boundingBox()) ?? { x: 0, width: 0 };
      return { start: x, end: x + width };
    };
    const due = page.getByText(/^due 1 Mar/);
    const frame = await box(page.locator('form:has([data-add-line]) > div').first());
    const { start: heading } = await box(page.getByRole('heading', { level: 1 }));
    const { start: tick } = await box(checkbox(page, 'Pay rent'));
    expect(heading).toBe(frame.start);
    expect(tick).toBe(frame.start);
    expect((await box(due)).end).toBeCloseTo(frame.end, 0);
  });

  test('a favourite is marked in one of its two places', async ({ page, member }) => {
    const project = await makeProject(member.api, 'House');
    await member.api.patch(`/projects/${project}`, { data: { favourite: true } });
    await page.goto(`/app/projects/${project}`);
    const links = page.getByRole('banner').getByRole('link', { name: 'House' });
    await expect(links).toHaveCount(2);
    const weights = await links.evaluateAll((all) =>
      all.map((link) => getComputedStyle(link).fontWeight),
    );
    expect(weights).toEqual(['550', '400']);
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test('no field of the settings is wider than its section', async ({ page, member: _ }) => {
    await page.setViewportSize({ width: 320, height: 740 });
    await page.goto('/app/settings');
    await expect(page.getByLabel('Current password')).toBeVisible();
    const ends = await page.evaluate(() =>
      [...document.querySelectorAll('main :is(input, select, button)')].map((field) =>
        Math.round(field.getBoundingClientRect().right),
      ),
    );
    expect(Math.max(...ends)).toBeLessThanOrEqual(320 - 16);
  });

  async function expectFits(page: Page): Promise<void> {
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
  }

  /** Goes to a page that is behind the button at the bottom. */
  async function goTo(page: Page, name: string): Promise<void> {
    await page.getByRole('button', { name: 'More', exact: true }).tap();
    await page
      .getByRole('navigation', { name: 'Pages', exact: true })
      .getByRole('link', { name, exact: true })
      .tap();
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  }

  async function expectTouchable(page: Page): Promise<void> {
    const targets = page.locator('button:visible, main a:visible, header a:visible, input:visible');
    for (const target of await targets.all()) {
      const box = await target.evaluate((element) => {
        const area = element.closest('label') ?? element.closest('[class*=target]') ?? element;
        const { width, height } = area.getBoundingClientRect();
        return { width, height, html: element.outerHTML };
      });
      const isInline = await target.evaluate((element) => element.parentElement?.tagName === 'P');
      if (isInline) continue;
      expect(Math.min(box.width, box.height), box.html).toBeGreaterThanOrEqual(44);
    }
  }

  test('nothing is cut off, and everything is there', async ({ page, member }) => {
    await makeTask(member.api, 'Write the letter to the housing association about the stairs');
    await makeTask(
      member.api,
      'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen'.repeat(3),
    );
    await openTasks(page);
    await expectFits(page);
    await expectTouchable(page);
    await page.getByRole('button', { name: /^Details of Write/ }).tap();
    await expect(page.getByRole('dialog').getByLabel('Title', { exact: true })).toBeVisible();
    await expectFits(page);
    await page.getByRole('button', { name: 'Delete', exact: true }).tap();
    await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
    await expectFits(page);
    await page.getByRole('button', { name: 'Undo' }).tap();
    await expect(
      checkbox(page, 'Write the letter to the housing association about the stairs'),
    ).toBeVisible();

    await page.getByRole('button', { name: member.username }).tap();
    await page.getByRole('link', { name: 'Settings' }).tap();
    await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
    await expect(
      page.getByRole('list', { name: 'Sessions' }).getByRole('listitem'),
    ).not.toHaveCount(0);
    await expectFits(page);
    await expectTouchable(page);
  });

  test('what is known of a task stands as near to a short title as to a long one', async ({
    page,
    member,
  }) => {
    const tags = { data: { tags: ['home'] } };
    const long = 'Write the letter to the housing association about the stairs';
    for (const title of ['Buy milk', long]) {
      await member.api.patch(`/tasks/${await makeTask(member.api, title)}`, tags);
    }
    await makeTask(member.api, 'Call home');
    await openTasks(page);
    const gaps = await page.getByRole('link', { name: '#home' }).evaluateAll((links) =>
      links.map((link) => {
        const title = link.closest('li')?.querySelector('button > [dir="auto"]');
        return link.getBoundingClientRect().top - (title?.getBoundingClientRect().bottom ?? 0);
      }),
    );
    expect(gaps).toHaveLength(2);
    expect(gaps[0]).toBe(gaps[1]);
    const tops = await page
      .getByRole('main')
      .getByRole('listitem')
      .evaluateAll((rows) =>
        rows.map((row) => {
          const title = row.querySelector('button > [dir="auto"]');
          return (title?.getBoundingClientRect().top ?? 0) - row.getBoundingClientRect().top;
        }),
      );
    expect(new Set(tops).size).toBe(1);
  });

  test('the activity, the trash and the history fit', async ({ page, member }) => {
    const word = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen';
    const id = await makeTask(member.api, word.repeat(3));
    await member.api.patch(`/tasks/${id}`, { data: { description: word.repeat(9) } });
    await member.api.delete(`/tasks/${id}`);
    await makeTask(member.api, 'Write the letter to the housing association about the stairs');

    await openTasks(page);
    await goTo(page, 'Activity');
    await expect(page.getByRole('button', { name: /^Undo: Deleted/ })).toBeVisible();
    await expectFits(page);
    await expectTouchable(page);
    await goTo(page, 'Trash');
    await expect(page.getByRole('button', { name: /^Restore/ })).toBeVisible();
    await expectFits(page);
    await expectTouchable(page);
    await page.getByRole('button', { name: /^Restore/ }).tap();
    await expectFits(page);
    await goTo(page, 'Tasks');
    await page.getByRole('button', { name: /^Details of Donau/ }).tap();
    await page.getByRole('button', { name: 'History' }).tap();
    await expect(page.getByText(/^Added as/)).toBeVisible();
    await expectFits(page);
    await expectTouchable(page);
  });

  test('the login fits too', async ({ page, problems }) => {
    problems.allowStatus('/check_session', 401);
    await page.goto('/app/login');
    await expect(page.getByRole('button', { name: 'Log in' })).toBeVisible();
    await expectFits(page);
    await expectTouchable(page);
  });
});

test('nothing moves for those who asked for stillness', async ({ page, member }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await makeTask(member.api, 'Buy milk');
  await openTasks(page);
  await checkbox(page, 'Buy milk').click();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  const moving = await page.evaluate(() =>
    document
      .getAnimations()
      .map((animation) => Number(animation.effect?.getComputedTiming().duration))
      .filter((duration) => duration > 0),
  );
  expect(moving).toEqual([]);
});
