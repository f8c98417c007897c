import { expect, test } from './fixtures.ts';
import { addLine, checkbox, editTitle, makeTask, openTasks, rows, savedTitles } from './steps.ts';

const NOTHING_ANSWERS = /\/(?:tasks\?|healthz|settings$|projects$|views$|events)/;

test('what is typed without a server is kept, shown, and sent once it is back', async ({
  context,
  page,
  problems,
  member,
}) => {
  problems.allowNoNetwork();
  await makeTask(member.api, 'Buy milk');
  await openTasks(page);
  await context.setOffline(true);

  await addLine(page).fill('Typed without a server');
  await addLine(page).press('Enter');
  await expect(page.getByText('The server can’t be reached. Trying again…')).toBeVisible();
  await addLine(page).fill('And one more');
  await addLine(page).press('Enter');
  await editTitle(page, 'Buy milk');
  await page.getByLabel('Title', { exact: true }).fill('Buy oat milk');
  await page.keyboard.press('Enter');

  await expect(page.getByText('Waiting to be saved')).toHaveCount(3);
  await expect(rows(page)).toHaveCount(3);
  expect(await savedTitles(member.api)).toEqual(['Buy milk']);

  await context.setOffline(false);
  await expect(page.getByText('The server can’t be reached.')).toBeHidden({ timeout: 10_000 });
  const expected = ['And one more', 'Typed without a server', 'Buy oat milk'];
  await expect.poll(() => savedTitles(member.api)).toEqual(expected);
  await expect(page.getByText('Waiting to be saved')).toHaveCount(0);
  await expect(checkbox(page, 'And one more')).toBeEnabled();
  await expect(rows(page)).toHaveCount(3);
});

test('an answer that was lost on the way does not add a task twice', async ({
  page,
  problems,
  member,
}) => {
  problems.allowNoNetwork();
  await openTasks(page);
  let lost = 0;
  await page.route('**/capture', async (route) => {
    if (lost > 0) return route.fallback();
    lost += 1;
    await route.fetch();
    return route.abort('connectionreset');
  });
  await addLine(page).fill('Buy milk');
  await addLine(page).press('Enter');
  // Until the answer comes, the page may hear of the task elsewhere.
  await expect(checkbox(page, 'Buy milk').and(page.locator(':disabled'))).toHaveCount(0, {
    timeout: 10_000,
  });
  await expect(checkbox(page, 'Buy milk')).toBeEnabled();
  expect(lost).toBe(1);
  expect(await savedTitles(member.api)).toEqual(['Buy milk']);
});

test('a page that was opened without a server loads by itself once it is back', async ({
  page,
  problems,
  member,
}) => {
  problems.allowNoNetwork();
  await makeTask(member.api, 'Buy milk');
  let isBack = false;
  await page.route(NOTHING_ANSWERS, (route) =>
    isBack ? route.fallback() : route.abort('connectionrefused'),
  );
  await page.goto('/app/tasks');
  await expect(page.getByText('The server can’t be reached. Trying again…')).toBeVisible();
  // By key: the page may be faster, and the button gone.
  await page.getByRole('button', { name: 'Try now' }).focus();
  isBack = true;
  await page.keyboard.press('Enter');
  await expect(checkbox(page, 'Buy milk')).toBeVisible();
  await expect(page.getByText('The server can’t be reached.')).toBeHidden();
});

test('a change whose answer was lost is not made twice, and can be undone', async ({
  page,
  problems,
  member,
}) => {
  problems.allowNoNetwork();
  const id = await makeTask(member.api, 'Buy milk');
  await openTasks(page);
  let lost = 0;
  await page.route(/\/tasks\/\d+$/, async (route) => {
    if (route.request().method() !== 'PATCH' || lost > 0) return route.fallback();
    lost += 1;
    await route.fetch();
    return route.abort('connectionreset');
  });
  await editTitle(page, 'Buy milk');
  await page.getByLabel('Title', { exact: true }).fill('Buy oat milk');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Waiting to be saved')).toHaveCount(0, { timeout: 10_000 });
  await expect(checkbox(page, 'Buy oat milk')).toBeVisible();
  expect(lost).toBe(1);
  const changes = async () => {
    const answer = await (await member.api.get(`/tasks/${id}/history`)).json();
    return (answer as { changes: unknown[] }).changes.length;
  };
  await expect.poll(changes).toBe(2);

  await page.keyboard.press('Control+z');
  await expect(checkbox(page, 'Buy milk')).toBeVisible();
  await expect.poll(changes).toBe(3);
});
