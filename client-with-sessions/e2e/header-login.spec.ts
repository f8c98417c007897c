import { expectAccessible, expectNoSideways } from './accessible.ts';
import { expect, newName, PASSWORD, test } from './fixtures.ts';
import { startServer } from './server.ts';
import { totp } from './totp.ts';

test('whom the proxy names logs in by a press, and stays logged out after a log-out', async ({
  page,
  problems,
}) => {
  problems.allowEndedSession();
  const options = ['--trusted-header', 'Remote-User', '--trusted-proxy', '127.0.0.1'];
  const server = await startServer(undefined, options);
  const username = newName();
  const { request } = page.context();
  const data = { username, password: PASSWORD, password_confirmation: PASSWORD };
  await request.post(`${server.url}/signup`, { data });
  server.run(['user', 'link', username, '--header', 'anna@home']);
  await page.context().clearCookies();
  await page.setExtraHTTPHeaders({ 'Remote-User': 'anna@home' });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${server.url}/app/login?next=/app/settings`);
  const button = page.getByRole('button', { name: 'Log in as anna@home' });
  await expect(button).toBeVisible();
  await expectNoSideways(page);
  await expectAccessible(page, 'whom the proxy names');
  await button.click();
  await expect(page).toHaveURL(`${server.url}/app/settings`);
  await expect(page.getByRole('list', { name: 'Links' })).toContainText('anna@home, by the proxy');

  const { secret } = await (await request.post(`${server.url}/second_factor`, { data: {} })).json();
  await request.post(`${server.url}/second_factor/turn_on`, { data: { code: totp(secret) } });
  await request.delete(`${server.url}/logout`);
  await page.goto(`${server.url}/app/settings`);
  await expect(button).toBeVisible();
  await button.click();
  const code = page.getByLabel('Code', { exact: true });
  await code.fill(totp(secret, 1));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${server.url}/app/settings`);
  await page.goto('about:blank');
  await server.stop();
});
