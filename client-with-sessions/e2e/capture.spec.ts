import { expect, test } from './fixtures.ts';
import { addLine, checkbox, dayFromNow, findTask, openTasks } from './steps.ts';
import { capture } from './things.ts';

test('one line says it all, and the page says what it has understood', async ({ page, member }) => {
  await openTasks(page);
  await addLine(page).fill('Pay rent every 1st 9am #home +House !high ~15m');
  const understood = page.getByRole('list', { name: 'Understood in “Pay rent”' });
  await expect(understood.getByRole('button')).toHaveCount(6);
  await expect(understood).toContainText('every month on the 1st');
  await expect(understood).toContainText('new project House');
  await addLine(page).press('Enter');

  await expect(addLine(page)).toHaveValue('');
  await expect(addLine(page)).toBeFocused();
  const row = page.getByRole('listitem').filter({ has: checkbox(page, 'Pay rent') });
  for (const text of ['#home', 'House', '15 min', 'high priority', 'Repeats', '09:00']) {
    await expect(row).toContainText(text);
  }
  await expect(page.getByRole('link', { name: /^House/ })).toBeVisible();
  const { tasks } = await (await member.api.get('/tasks?q=rent')).json();
  expect(tasks[0]).toMatchObject({ title: 'Pay rent', priority: 'high', estimate: 15 });
  expect(tasks[0].recurrence.rule).toBe('FREQ=MONTHLY;BYMONTHDAY=1');

  await page.keyboard.press('Control+z');
  await expect(checkbox(page, 'Pay rent')).toHaveCount(0);
  await expect(page.getByRole('link', { name: /^House/ })).toHaveCount(0);
});

test('what names its day is planned for none, however soon Enter comes', async ({
  page,
  member,
}) => {
  await page.goto('/app/today');
  await addLine(page).fill('Dentist 2027-03-01');
  await addLine(page).press('Enter');
  await expect(page.getByText('Added “Dentist”')).toBeVisible();
  await addLine(page).fill('Buy milk');
  await addLine(page).press('Enter');
  const planned = async () => {
    const { tasks } = await (await member.api.get('/tasks?q=sort:created')).json();
    return tasks.map(({ title, planned }: { title: string; planned: string | null }) => [
      title,
      planned !== null,
    ]);
  };
  await expect.poll(planned).toEqual([
    ['Dentist', false],
    ['Buy milk', true],
  ]);
});

test('days and times are shown as everywhere else, and an archived project is said to be one', async ({
  page,
  member,
}) => {
  await member.api.patch('/settings', { data: { clock: '12h' } });
  await member.api.post('/projects', { data: { name: 'House', archived: true } });
  await openTasks(page);
  await addLine(page).fill('Call Ann 2027-03-01 9am ^2027-02-01 +House');
  const understood = page.getByRole('list', { name: 'Understood in “Call Ann”' });
  await expect(understood).toContainText('Mon 1 Mar 2027');
  await expect(understood).toContainText('9 am');
  await expect(understood).toContainText('from Mon 1 Feb 2027');
  await expect(understood).toContainText('House (archived)');
});

test('what was misunderstood is taken back and stays in the title', async ({ page, member }) => {
  await openTasks(page);
  await addLine(page).fill('Read it tomorrow #books');
  await page.getByRole('button', { name: 'keep “tomorrow” in the title' }).click();
  await expect(addLine(page)).toHaveValue('Read it \\tomorrow #books');
  await expect(addLine(page)).toBeFocused();
  await expect(page.getByRole('button', { name: 'keep “tomorrow” in the title' })).toHaveCount(0);
  await expect(
    page.getByRole('button', { name: '#books: keep “#books” in the title' }),
  ).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(checkbox(page, /^Read it tomorrow/)).toBeEnabled();
  const { tasks } = await (await member.api.get('/tasks?q=tag:books')).json();
  expect(tasks[0].title).toContain('tomorrow');
});

test('several lines become several tasks, indented ones subtasks; one undo takes all back', async ({
  page,
  member,
}) => {
  await openTasks(page);
  await addLine(page).fill(
    'Plan the party sat\n  Invite Ana\n  Buy drinks ~30m\nCall the landlord',
  );
  const lines = page.getByRole('list', { name: 'What will be added' });
  await expect(lines.locator(':scope > li')).toHaveCount(4);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('4 open')).toBeVisible();
  await expect(page.getByText('Added 4 tasks')).toBeVisible();
  // It is on the page before it is on the server.
  const found = async () => (await (await member.api.get('/tasks?q=party')).json()).tasks;
  await expect.poll(found).toHaveLength(1);
  const [{ id }] = await found();
  const parts = await (await member.api.get(`/tasks/${id}/subtasks`)).json();
  expect(parts.tasks.map(({ title }: { title: string }) => title)).toEqual([
    'Invite Ana',
    'Buy drinks',
  ]);
  expect((await findTask(member.api, parts.tasks[1].id)) as object).toMatchObject({ estimate: 30 });

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Nothing left to do.')).toBeVisible();
});

test('a hint says what to write instead of a date that is only half a date', async ({
  page,
  member,
}) => {
  await page.goto('/app/inbox');
  await expect(page.getByRole('button', { name: member.username })).toBeVisible();
  const hint = page.getByText('Write every day 9am.');
  await addLine(page).fill('Take pills every 8 hours');
  await expect(hint.filter({ visible: true }).last()).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Write every day 9am.' })).toHaveCount(1);
  await addLine(page).fill('Take pills every day 9am');
  await expect(hint).toHaveCount(0);
});

test('an empty line says by an example what it understands, and nothing moves', async ({
  page,
  member,
}) => {
  await capture(member.api, 'Buy milk');
  await page.goto('/app/inbox');
  await expect(checkbox(page, 'Buy milk')).toBeVisible();
  const top = async () => (await checkbox(page, 'Buy milk').boundingBox())?.y;
  const before = await top();
  const example = page.getByText('Try: Call Ann tomorrow 9am');
  await expect(example).toBeHidden();
  await addLine(page).focus();
  await expect(example).toBeVisible();
  expect(await top()).toBe(before);
  await addLine(page).fill('Call Ann tomorrow 9am');
  await expect(page.getByRole('button', { name: /^9|^09/ })).toBeVisible();
  expect(await top()).toBe(before);
});

for (const width of [1280, 390]) {
  test(`the day that a page gives is a chip, which can be removed, at ${width} px`, async ({
    page,
    member,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto('/app/upcoming');
    await addLine(page).fill('Buy stamps');
    const chip = page.getByRole('button', { name: 'planned tomorrow: plan it for no day' });
    await chip.click();
    await expect(chip).toHaveCount(0);
    await expect(addLine(page)).toBeFocused();
    await page.keyboard.press('Enter');
    const planned = async (title: string) => {
      const { tasks } = await (await member.api.get(`/tasks?q=${title}`)).json();
      return tasks.map((task: { planned: string | null }) => task.planned);
    };
    await expect.poll(() => planned('stamps')).toEqual([null]);
    await addLine(page).fill('Buy paper');
    await expect(chip).toBeVisible();
    await page.keyboard.press('Enter');
    await expect.poll(() => planned('paper')).toEqual([dayFromNow(1)]);
    await addLine(page).fill('Dentist friday');
    await expect(page.getByRole('button', { name: 'keep “friday” in the title' })).toBeVisible();
    await expect(chip).toHaveCount(0);
  });
}

test('Shift+Enter begins another line', async ({ page, member }) => {
  await openTasks(page);
  await addLine(page).fill('One');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('Two');
  await page.keyboard.press('Enter');
  await expect(checkbox(page, 'One')).toBeEnabled();
  await expect(checkbox(page, 'Two')).toBeEnabled();
  const { total } = await (await member.api.get('/tasks?q=is:open')).json();
  expect(total).toBe(2);
});

test('what is typed is kept over a change of pages', async ({ page, member }) => {
  await openTasks(page);
  await addLine(page).fill('Half a thought');
  await expect(page.getByRole('button', { name: member.username })).toBeVisible();
  await page.getByRole('link', { name: 'Inbox' }).click();
  await expect(page.getByRole('heading', { name: 'Inbox' })).toBeVisible();
  await expect(addLine(page)).toHaveValue('Half a thought');
});
