import type { APIRequestContext, Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { findTask, makeTask, openTasks } from './steps.ts';

const TEXT = `# Party

Call **Ana** at https://example.org/ana first.

- [ ] Cake
- [x] Drinks

![cat](https://images.example/cat.png) [no](javascript:alert(1)) <b>raw</b>`;

async function described(api: APIRequestContext, description: string): Promise<number> {
  const id = await makeTask(api, 'Plan the party');
  await api.patch(`/tasks/${id}`, { data: { description } });
  return id;
}

const panel = (page: Page) => page.getByRole('complementary', { name: /^Details/ });
const shown = (page: Page) => panel(page).getByRole('region', { name: 'Description' });
const written = (page: Page) => panel(page).getByRole('textbox', { name: 'Description' });

for (const width of [1280, 390]) {
  test(`a description is shown rendered, and as it was written while it is edited, at ${width} px`, async ({
    page,
    member,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    const requested: string[] = [];
    page.on('request', (request) => requested.push(new URL(request.url()).hostname));
    const id = await described(member.api, TEXT);
    await page.goto(`/app/tasks?task=${id}`);
    await expect(shown(page).getByRole('heading', { name: 'Party' })).toBeVisible();
    await expect(shown(page).locator('strong')).toHaveText('Ana');
    for (const name of ['https://example.org/ana', 'cat']) {
      const link = shown(page).getByRole('link', { name });
      await expect(link).toHaveAttribute('target', '_blank');
      await expect(link).toHaveAttribute('rel', 'noopener noreferrer');
    }
    await expect(shown(page)).toContainText('[no](javascript:alert(1)) <b>raw</b>');
    await expect(shown(page).getByRole('link')).toHaveCount(2);
    await expect(shown(page).locator('img')).toHaveCount(0);
    expect(requested).not.toContain('images.example');
    await expectAccessible(page, 'a description');

    await shown(page).getByRole('heading', { name: 'Party' }).click();
    await expect(written(page)).toBeFocused();
    await expect(written(page)).toHaveValue(TEXT);
    await written(page).fill('Only *this*');
    await panel(page).getByRole('textbox', { name: 'Title' }).click();
    await expect(shown(page).locator('em')).toHaveText('this');
    await expect.poll(async () => (await findTask(member.api, id)).description).toBe('Only *this*');
  });
}

test('by key, the button edits and Ctrl+Enter shows what was written', async ({ page, member }) => {
  const id = await described(member.api, 'Hello');
  await page.goto(`/app/tasks?task=${id}`);
  const edit = panel(page).getByRole('button', { name: 'Edit the description' });
  await edit.focus();
  await page.keyboard.press('Enter');
  await expect(written(page)).toBeFocused();
  await page.keyboard.type(', **you**');
  await page.keyboard.press('Control+Enter');
  await expect(shown(page).locator('strong')).toHaveText('you');
  await expect(edit).toBeFocused();
});

test('a box ticks as one change, which one undo takes back', async ({ page, member }) => {
  const id = await described(member.api, TEXT);
  await page.goto(`/app/tasks?task=${id}`);
  const description = async () => (await findTask(member.api, id)).description;
  await expect(shown(page).getByRole('checkbox', { name: 'Drinks' })).toBeChecked();
  await shown(page).getByRole('checkbox', { name: 'Cake' }).click();
  await expect(shown(page).getByRole('checkbox', { name: 'Cake' })).toBeChecked();
  await expect.poll(description).toBe(TEXT.replace('[ ] Cake', '[x] Cake'));
  await shown(page).getByRole('checkbox', { name: 'Drinks' }).focus();
  await page.keyboard.press('Space');
  await expect(shown(page).getByRole('checkbox', { name: 'Drinks' })).not.toBeChecked();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect.poll(description).toBe(TEXT);
  await expect(shown(page).getByRole('checkbox', { name: 'Cake' })).not.toBeChecked();
});

for (const width of [1280, 390]) {
  test(`an address in a title is a link, in the row and in the details, at ${width} px`, async ({
    page,
    context,
    member,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    await context.route('https://example.org/**', (route) => route.fulfill({ body: 'There' }));
    const id = await makeTask(member.api, 'Read https://example.org/a, then rest');
    await openTasks(page);
    const link = page.getByRole('link', { name: 'https://example.org/a', exact: true });
    const opened = context.waitForEvent('page');
    await link.click();
    await expect((await opened).locator('body')).toHaveText('There');
    await (await opened).close();
    await expect(page.getByLabel('Title', { exact: true })).toHaveCount(0);
    await expectAccessible(page, 'a link in a row');

    await page.goto(`/app/tasks?task=${id}`);
    await expect(panel(page).getByRole('link', { name: 'https://example.org/a' })).toHaveAttribute(
      'rel',
      'noopener noreferrer',
    );
  });
}

test('a click beside the address in a title does what it does in others', async ({
  page,
  member,
}) => {
  const title = 'Read https://example.org/a, then rest';
  await makeTask(member.api, title);
  await openTasks(page);
  await page
    .getByRole('button', { name: `Details of ${title}` })
    .click({ position: { x: 4, y: 10 } });
  await expect(panel(page).getByRole('textbox', { name: 'Title' })).toHaveValue(title);
});

test('a pasted list becomes subtasks, and one undo takes it back', async ({
  page,
  context,
  member,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const id = await described(member.api, 'Soon');
  await page.goto(`/app/tasks?task=${id}`);
  await panel(page).getByRole('button', { name: 'Edit the description' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('\n');
  await page.evaluate(() => navigator.clipboard.writeText('- [ ] Cake\n- Drinks #shop'));
  await page.keyboard.press('Control+v');
  const make = panel(page).getByRole('button', { name: 'Make 2 subtasks' });
  await make.click();
  await expect(make).toHaveCount(0);
  const subtasks = panel(page).getByRole('list', { name: 'Subtasks' });
  await expect(subtasks.getByRole('listitem')).toHaveCount(2);
  const description = async () => (await findTask(member.api, id)).description;
  await expect.poll(description).toBe('Soon');
  await expect(shown(page)).toHaveText('Soon');
  const { tasks } = await (await member.api.get(`/tasks/${id}/subtasks`)).json();
  expect(tasks.map(({ title }: { title: string }) => title)).toEqual(['Cake', 'Drinks']);

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(subtasks).toHaveCount(0);
  await expect.poll(description).toBe('Soon\n- [ ] Cake\n- Drinks #shop');
});

test('50,000 characters of nested lists and quotes do not stop the page', async ({
  page,
  member,
}) => {
  for (const piece of ['> ', '- ', '- [ ] a\n']) {
    const id = await described(member.api, piece.repeat(50_000 / piece.length));
    await page.goto(`/app/tasks?task=${id}`);
    await expect(shown(page)).toBeVisible();
    await panel(page).getByRole('button', { name: 'Edit the description' }).focus();
    await page.keyboard.press('Escape');
    await expect(panel(page)).toHaveCount(0);
  }
});
