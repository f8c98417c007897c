// A real Chromium, for what is measured in the page.

import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from './machine.mjs';

export function launchChromium() {
  const { chromium } = createRequire(join(ROOT, 'client-with-sessions/package.json'))('@playwright/test');
  return chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
}

/** Logs the browser in, and lets the page learn that it is. */
export async function logInBrowser(context, url, username) {
  await context.request.post(`${url}/login`, { data: { username, password: 'password' } });
  const page = await context.newPage();
  await page.goto(`${url}/app/settings`);
  await page.waitForSelector('main form');
  await page.close();
}

export function milliseconds(time) {
  return `${time.toFixed(0)} ms`;
}

function findChromium() {
  const names = [process.env.CHROMIUM, 'chromium', 'chromium-browser', 'google-chrome'].filter(Boolean);
  for (const name of names) {
    try {
      return execFileSync('which', [name], { encoding: 'utf8' }).trim();
    } catch {
      // The next one, perhaps.
    }
  }
  throw new Error('no Chromium was found. Install the package chromium, or name one with CHROMIUM');
}
