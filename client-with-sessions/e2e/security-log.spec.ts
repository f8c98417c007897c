import { expectAccessible, expectNoSideways } from './accessible.ts';
import { expect, test } from './fixtures.ts';

test('the log tells who logged in or tried to, and what was changed', async ({
  page,
  server,
  member,
}) => {
  const { username, password } = member;
  await member.api.post('/login', { data: { username, password: 'not the password' } });
  server.run(['user', 'login-link', username]);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/app/settings');
  const events = page.getByRole('list', { name: 'Security log' }).getByRole('listitem');
  await expect(events).toHaveCount(4);
  await expect(events.first()).toContainText('Made a login link');
  await expect(events.first()).toContainText('A command on the server');
  await expect(events.nth(1)).toContainText('Refused: wrong password');
  await expect(events.nth(1)).toContainText('127.0.0.1');
  await expect(events.last()).toContainText('Created the account');

  await page.getByLabel('Current password').fill(password);
  await page.getByLabel('New password').fill('better battery');
  await page.keyboard.press('Enter');
  await expect(events.first()).toContainText('Changed the password');
  await expectNoSideways(page);
  await expectAccessible(page, 'the security log');
});

test('of a long log, the newest are shown first and the rest on demand', async ({
  page,
  member,
}) => {
  const { username, password } = member;
  for (let round = 0; round < 8; round += 1) {
    await member.api.post('/login', { data: { username, password } });
  }
  await page.goto('/app/settings');
  const events = page.getByRole('list', { name: 'Security log' }).getByRole('listitem');
  await expect(events).toHaveCount(5);
  await page.getByRole('button', { name: 'Show 5 more' }).click();
  await expect(events).toHaveCount(10);
});
