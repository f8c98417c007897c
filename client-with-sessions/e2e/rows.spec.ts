import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { addLine, checkbox, makeTask, openTasks } from './steps.ts';
import { capture } from './things.ts';

const row = (page: Page, title: string) =>
  page.getByRole('listitem').filter({ has: checkbox(page, title) });

async function box(locator: Locator) {
  const found = await locator.boundingBox();
  if (!found) throw new Error('It is not shown.');
  return found;
}

test('Escape leaves the add line and keeps its text; ↓ leads into the list', async ({
  page,
  member,
}) => {
  await makeTask(member.api, 'One');
  await openTasks(page);
  await page.keyboard.press('n');
  await page.keyboard.type('Half a thought');
  await page.keyboard.press('Escape');
  await expect(addLine(page)).not.toBeFocused();
  await expect(addLine(page)).toHaveValue('Half a thought');
  await page.keyboard.press('n');
  await expect(addLine(page)).toBeFocused();
  await expect(addLine(page)).toHaveValue('Half a thought');
  await page.keyboard.press('ArrowDown');
  await expect(checkbox(page, 'One')).toBeFocused();
});

test('a row is one stop for Tab, says all it knows, and the arrows lead to its buttons', async ({
  page,
  member,
}) => {
  await capture(member.api, 'Pay rent 2027-03-01 9am #home +House !high ~15m', 'Other');
  await openTasks(page);
  await addLine(page).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(checkbox(page, 'Pay rent')).toBeFocused();
  await expect(checkbox(page, 'Pay rent')).toHaveAccessibleDescription(
    /#home.*Project House.*15 min.*high priority.*due 1 Mar 2027 09:00/,
  );
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: 'Details of Pay rent' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('link', { name: '#home' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: 'More for Pay rent' })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('searchbox')).toHaveValue('tag:home');
  await expect(checkbox(page, 'Pay rent')).toBeVisible();
  await expect(checkbox(page, 'Other')).toHaveCount(0);
});

test('the buttons of a row never lie over what it says, and a due is never cut off', async ({
  page,
  member,
}) => {
  await capture(
    member.api,
    'Prepare the yearly meeting of the house owners with everyone involved 2026-01-02 9:00 #home #meeting #with-others +"A rather long name" !high ~2h30m',
  );
  const title = /^Prepare/;
  const whole = page.getByRole('listitem').filter({ has: checkbox(page, title) });
  for (const width of [1440, 1024, 768, 620]) {
    await page.setViewportSize({ width, height: 900 });
    await openTasks(page);
    await whole.hover();
    const line = await box(whole);
    const due = await box(whole.getByTitle(/^Due /));
    const meta = await box(
      whole
        .locator('[id]')
        .filter({ has: page.getByTitle(/^Due /) })
        .last(),
    );
    const text = await box(page.getByRole('button', { name: /^Details of Prepare/ }));
    const more = await box(whole.getByRole('button', { name: /^More for/ }));
    expect(due.x, `${width}`).toBeGreaterThanOrEqual(meta.x);
    expect(due.x + due.width, `${width}`).toBeLessThanOrEqual(line.x + line.width);
    expect(text.width, `${width}`).toBeGreaterThan(line.width / 2 - 1);
    expect(more.x + more.width, `${width}`).toBeLessThanOrEqual(meta.x + 1);
    await expect(whole.getByText(/^[+#]\d/).filter({ visible: true })).toHaveCount(1);
    for (const tag of await whole.getByRole('link').filter({ visible: true }).all()) {
      expect((await box(tag)).x, `${width}`).toBeGreaterThanOrEqual(meta.x);
    }
  }
});

test('a title begins where its language does, and nothing of a next line shows', async ({
  page,
  member,
}) => {
  const hebrew = `התקשר ${'אל כל הדיירים בבניין '.repeat(12)}`.trim();
  await makeTask(member.api, hebrew);
  await makeTask(member.api, `${'🎉 party '.repeat(40)}`.trim());
  await openTasks(page);
  const text = row(page, hebrew).getByText(hebrew);
  await expect(text).toHaveCSS('direction', 'rtl');
  const clipped = await page.getByText(/^🎉/).evaluate((element) => {
    const { clientHeight } = element;
    const { paddingBottom, lineHeight } = getComputedStyle(element);
    return { clientHeight, paddingBottom, lineHeight };
  });
  expect(clipped.paddingBottom).toBe('0px');
  expect(clipped.clientHeight).toBeLessThanOrEqual(Number.parseFloat(clipped.lineHeight) + 1);

  await page.getByRole('button', { name: `Details of ${hebrew}` }).click();
  await expect(page.getByRole('complementary').getByLabel('Title', { exact: true })).toHaveCSS(
    'direction',
    'rtl',
  );
  await addLine(page).fill('שלום');
  await expect(addLine(page)).toHaveCSS('direction', 'rtl');
});
