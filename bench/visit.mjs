// A visit on a slow machine and a slow network, in a real Chromium: what is on the screen when, and how much it moves.

import { join } from 'node:path';
import { launchChromium, logInBrowser, milliseconds } from './chromium.mjs';
import { folder, median, note, options, print, ROUNDS, seed, serve, stop } from './machine.mjs';

/** How much slower the processor is than this machine's. */
const SLOWER = 4;
/** 1.6 Mbit/s down and half of that up; each answer begins 150 ms after its request. */
const NETWORK = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 100_000 };
/** How long a page is watched for what moves, after its first screen. */
const WATCHED_MS = 1_500;

const ACCOUNTS = [
  { name: 'demo', user: 'demo', tasks: undefined },
  { name: '100,000 tasks', user: 'planner', tasks: 100_000 },
];
/** Pages, and what their first screen shows. */
const TASK = 'main [data-task]';
const PAGES = [
  { name: 'Today', path: 'today', shows: TASK },
  { name: 'Upcoming', path: 'upcoming', shows: TASK },
  { name: 'Inbox', path: 'inbox', shows: TASK },
  { name: 'Tasks', path: 'tasks', shows: TASK },
  { name: 'a project', path: 'projects/1', shows: TASK },
  { name: 'a board', path: 'projects/1?layout=board', shows: TASK },
  { name: 'the calendar', path: 'calendar', shows: 'main [data-task], main [data-hours]' },
  { name: 'Done', path: 'done', shows: TASK },
  { name: 'Search', path: 'search?q=is:open', shows: TASK },
  { name: 'Activity', path: 'activity', shows: 'main li' },
  { name: 'Projects', path: 'projects', shows: 'main li' },
  { name: 'Trash', path: 'trash', shows: 'main h1' },
  { name: 'Settings', path: 'settings', shows: 'main form' },
];

export async function measureVisits() {
  const browser = await launchChromium();
  const rows = [];
  try {
    for (const account of ACCOUNTS) {
      const database = join(folder, `visit-${account.user}.db`);
      seed(database, account.user, account.tasks);
      const server = await serve(database);
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      await logInBrowser(context, server.url, account.user);
      for (const page of PAGES.filter(({ path }) => (options.page ?? path) === path)) {
        note(`${page.name}, ${account.name}`);
        const visits = [];
        for (let round = 0; round < ROUNDS; round += 1) visits.push(await visit(context, `${server.url}/app/${page.path}`, page.shows));
        const of = (what) => median(visits.map((one) => one[what]));
        rows.push([
          `${page.name}, ${account.name}`,
          milliseconds(of('painted')),
          milliseconds(of('shown')),
          `${(of('bytes') / 1_000).toFixed(0)} kB`,
          Math.max(...visits.map(({ shift }) => shift)).toFixed(4),
        ]);
      }
      await context.close();
      await stop(server);
    }
  } finally {
    await browser.close();
  }
  print(rows, '| first visit | first paint | first screen | received until then | moved |\n| --- | ---: | ---: | ---: | ---: |');
}

/** Opens a page with an empty cache, and tells how long it took. */
async function visit(context, url, selector) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.clearBrowserCache');
  await session.send('Network.emulateNetworkConditions', NETWORK);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  let bytes = 0;
  session.on('Network.dataReceived', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.addInitScript(forgetFont);
  await page.addInitScript(watchScreen, selector);
  await page.goto(url, { waitUntil: 'commit' });
  const shown = await page.evaluate(() => window.shown);
  const untilThen = bytes;
  await page.waitForTimeout(WATCHED_MS);
  const { painted, shift } = await page.evaluate(() => window.seen());
  await page.close();
  return { shown, painted, shift, bytes: untilThen };
}

/** Runs in the page, before anything else: whose cache is empty never had the font, which a page knows to be cached. */
function forgetFont() {
  localStorage.removeItem('tracker.font');
}

/** Runs in the page, before anything else. */
function watchScreen(selector) {
  let shift = 0;
  const observer = new PerformanceObserver((list) => count(list.getEntries()));
  const count = (entries) => {
    for (const { value, hadRecentInput } of entries) if (!hadRecentInput) shift += value;
  };
  observer.observe({ type: 'layout-shift', buffered: true });
  window.shown = new Promise((done) => {
    const look = () => {
      if (!document.querySelector(selector)) return void requestAnimationFrame(look);
      // The frame that begins now shows it; a message comes after that.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(performance.now());
      port2.postMessage(undefined);
    };
    requestAnimationFrame(look);
  });
  window.seen = () => {
    count(observer.takeRecords());
    return { shift, painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN };
  };
}
