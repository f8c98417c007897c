import { expect, test } from './fixtures.ts';
import { checkbox, openTasks } from './steps.ts';
import { capture } from './things.ts';

test.use({ timezoneId: 'America/Los_Angeles' });

test('the activity and the history tell times as the account does, not the browser', async ({
  page,
  member,
}) => {
  await member.api.patch('/settings', { data: { zone: 'Asia/Tokyo' } });
  await capture(member.api, 'Buy milk');
  const { groups } = await (await member.api.get('/changes')).json();
  const inTokyo = new Date(Date.parse(groups[0].at) + 9 * 3_600_000).toISOString();
  await page.goto('/app/activity');
  const entry = page.getByRole('listitem').filter({ hasText: 'Added “Buy milk”' });
  await expect(entry.getByRole('time')).toHaveText(inTokyo.slice(11, 16));
  await expect(page.getByRole('region', { name: 'Today' })).toContainText('Added “Buy milk”');

  await openTasks(page);
  await checkbox(page, 'Buy milk').focus();
  await page.keyboard.press('h');
  await expect(page.getByRole('dialog').getByRole('time')).toContainText(inTokyo.slice(11, 16));
});

test('a due in another zone is told in that of the account, and names the other', async ({
  page,
  member,
}) => {
  await member.api.patch('/settings', { data: { zone: 'Europe/Berlin' } });
  const due = '2030-01-04T20:00[America/New_York]';
  await member.api.post('/tasks', { data: { title: 'Call Ann', due } });
  await openTasks(page);
  const row = page.getByRole('listitem').filter({ has: checkbox(page, 'Call Ann') });
  await expect(row.getByTitle(/^Due /)).toHaveText('due 5 Jan 2030 02:00 (20:00 in New York)');
  await checkbox(page, 'Call Ann').focus();
  await page.keyboard.press('o');
  await expect(page.getByRole('complementary')).toContainText(
    'In America/New_York; here it is 5 Jan 2030 02:00.',
  );
});
