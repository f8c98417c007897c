// What the page costs on a large account, in a real Chromium: from a key to the screen, scrolling, memory.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchChromium, milliseconds } from './chromium.mjs';
import { folder, median, note, percentile, print, seed, serve, stop } from './machine.mjs';

const TASKS = 100_000;
/** How often each key is pressed. */
const PRESSES = 15;
/** How many tasks are loaded before the long list is scrolled. */
const LOADED = 2_000;
const ROW = 'main [data-task]';

/** How much slower the processor is for some of the keys. */
const SLOWER = 4;
/** How long the page is used before its memory is measured. */
const USED_MS = 120_000;

/** Keys, and what they show: the page they are pressed on, what goes before, and what is there once they have acted. */
const KEYS = [
  { name: 'next task (`j`)', page: 'tasks', key: 'j', shows: (before) => document.activeElement !== before.active },
  { name: 'select (`x`)', page: 'tasks', key: 'x', before: 'j', shows: (before) => document.querySelectorAll('[data-selected]').length !== before.selected },
  { name: 'complete (`c`)', page: 'upcoming', key: 'c', before: 'j', shows: (before) => document.querySelectorAll('main :checked').length > before.checked },
  { name: 'plan a day later (`]`)', page: 'upcoming', key: ']', before: 'j', shows: (before) => [...document.querySelectorAll('[role=status]')].map((status) => status.textContent).join() !== before.said },
  { name: 'type in the capture line', page: 'tasks', key: 'a', before: 'n', slow: true, shows: (before) => document.querySelector('[data-add-line]').value !== before.typed },
  { name: 'palette (`Ctrl+K`)', page: 'tasks', key: 'Control+k', after: 'Escape', slow: true, shows: () => document.querySelector('dialog[open] [role=option]') !== null },
  { name: 'details (`o`)', page: 'tasks', key: 'o', before: 'j', after: 'Escape', slow: true, shows: () => document.querySelector('aside[aria-label^="Details"], [role=complementary]') !== null },
  { name: 'undo (`Ctrl+Z`)', page: 'upcoming', key: 'Control+z', before: ['j', 'c'], slow: true, shows: (before) => [...document.querySelectorAll('[role=status]')].map((status) => status.textContent).join() !== before.said },
  { name: 'go to Today (`g t`)', page: 'inbox', key: 't', before: 'g', back: true, shows: () => location.pathname.endsWith('today') && document.querySelector('main [data-task]') !== null },
  { name: 'go to Inbox (`g i`)', page: 'today', key: 'i', before: 'g', back: true, shows: () => location.pathname.endsWith('inbox') && document.querySelector('main [data-task]') !== null },
];

export async function measureBrowser() {
  const database = join(folder, 'browser.db');
  note(`an account with ${TASKS.toLocaleString('en')} tasks, in Chromium`);
  seed(database, 'planner', TASKS);
  const server = await serve(database);
  const browser = await launchChromium();
  const rows = [];
  try {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
    await page.request.post(`${server.url}/login`, { data: { username: 'planner', password: 'password' } });
    page.setDefaultTimeout(20_000);
    const session = await page.context().newCDPSession(page);
    for (const rate of [1, SLOWER]) {
      await session.send('Emulation.setCPUThrottlingRate', { rate });
      for (const key of KEYS.filter(({ slow }) => rate === 1 || slow)) {
        const name = rate === 1 ? key.name : `${key.name}, ${rate} times slower`;
        note(name);
        const times = await pressed(page, server.url, key, rate);
        rows.push([`from the key to the screen: ${name}`, milliseconds(median(times)), `${milliseconds(percentile(times, 100))} at most`]);
      }
    }
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    const { frames, missing } = await scrolling(browser, page, server.url);
    rows.push([`scrolling ${LOADED.toLocaleString('en')} tasks`, `${frames.toFixed(0)} frames/s`, `${missing} frames with something missing`]);
    rows.push(['dragging a task among 500', `${(await dragging(page, server.url)).toFixed(0)} frames/s`, '']);
    note(`using the page for ${USED_MS / 60_000} minutes`);
    await use(page, server.url);
    const { before, after, heap } = await memory(browser, page);
    rows.push(['memory of the page after two minutes of use', `${after.toFixed(0)} MiB`, `${heap.toFixed(0)} MiB of them JavaScript's; ${before.toFixed(0)} MiB before what is no longer used is collected`]);
  } finally {
    await browser.close();
    await stop(server);
  }
  print(rows);
}

/** Times from the key's event to the frame after the one in which the page shows what it does. */
async function pressed(page, url, { page: name, key, before, after, back, shows }, rate) {
  const times = [];
  await page.goto(`${url}/app/${name}`);
  await page.locator(ROW).first().waitFor();
  await page.waitForTimeout(1_500);
  for (let round = 0; round < PRESSES; round += 1) {
    for (const first of [before ?? []].flat()) {
      await page.keyboard.press(first);
      await page.waitForTimeout(120 * rate);
    }
    await page.evaluate(watch, shows.toString());
    await page.keyboard.press(key);
    times.push(await page.evaluate(() => window.took));
    if (after) await page.keyboard.press(after);
    if (back) await page.goBack();
    await page.waitForTimeout(250 * rate);
  }
  // The first time, code that is loaded when first used may still be on its way.
  return times.slice(1);
}

/** Runs in the page. */
function watch(source) {
  // biome-ignore lint/security/noGlobalEval: it is the source of a function above.
  const shows = (0, eval)(`(${source})`);
  const seen = {
    active: document.activeElement,
    selected: document.querySelectorAll('[data-selected]').length,
    checked: document.querySelectorAll('main :checked').length,
    said: [...document.querySelectorAll('[role=status]')].map((status) => status.textContent).join(),
    typed: document.querySelector('[data-add-line]')?.value,
  };
  window.took = new Promise((done, fail) => {
    setTimeout(() => fail(new Error(`nothing came of the key: ${source}`)), 5_000);
    addEventListener(
      'keydown',
      ({ timeStamp }) => {
        const look = () => {
          if (!shows(seen)) requestAnimationFrame(look);
          // What was found before a frame is on the screen after it.
          else requestAnimationFrame(() => setTimeout(() => done(performance.now() - timeStamp)));
        };
        requestAnimationFrame(look);
      },
      { capture: true, once: true },
    );
  });
}

/** Scrolls a long list to its end and back, as a wheel does. */
async function scrolling(browser, page, url) {
  await page.goto(`${url}/app/tasks`);
  await page.locator(ROW).first().waitFor();
  const loaded = () => page.evaluate(() => document.querySelectorAll('main [data-task]').length + [...document.querySelectorAll('main [data-tasks]')].reduce((sum, { dataset }) => sum + dataset.tasks.split(' ').length, 0));
  while ((await loaded()) < LOADED) {
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await page.waitForTimeout(80);
  }
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForTimeout(500);
  const session = await page.context().newCDPSession(page);
  await browser.startTracing(page, { categories: ['benchmark', 'cc', 'disabled-by-default-devtools.timeline.frame'] });
  for (const distance of [-12_000, 12_000]) {
    await session.send('Input.synthesizeScrollGesture', { x: 600, y: 400, yDistance: distance, speed: 3_000, gestureSourceType: 'mouse' });
  }
  return framesOf(JSON.parse(await browser.stopTracing()).traceEvents);
}

/** Drags a task up and down its list, and counts the frames that the page draws meanwhile. */
async function dragging(page, url) {
  await page.goto(`${url}/app/today`);
  const row = page.locator(ROW).nth(3);
  const { x, y } = await row.boundingBox();
  await page.waitForTimeout(1_500);
  await page.mouse.move(x + 200, y + 20);
  await page.waitForTimeout(500);
  await page.mouse.down();
  await page.mouse.move(x + 200, y + 40);
  await page.evaluate(() => {
    const count = () => {
      window.frames_ = (window.frames_ ?? 0) + 1;
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
  const began = performance.now();
  for (let move = 0; performance.now() - began < 3_000; move += 1) {
    await page.mouse.move(x + 200, y + 60 + 250 * (1 + Math.sin(move / 20)));
  }
  const frames = await page.evaluate(() => window.frames_);
  const seconds = (performance.now() - began) / 1_000;
  await page.keyboard.press('Escape');
  await page.mouse.up();
  return frames / seconds;
}

/** Uses the page as a person would, but without pauses: goes round the pages, opens details, types, completes and undoes. */
async function use(page, url) {
  await page.goto(`${url}/app/today`);
  await page.locator(ROW).first().waitFor();
  const began = performance.now();
  while (performance.now() - began < USED_MS) {
    for (const to of ['t', 'u', 'i', 'l']) {
      await page.keyboard.press('g');
      await page.keyboard.press(to);
      await page.locator(ROW).first().waitFor();
      for (const key of ['j', 'j', 'o', 'Escape', 'x', 'Escape', 'j', 'c', 'Control+z', 'Control+k', 'Escape']) {
        await page.keyboard.press(key);
        await page.waitForTimeout(60);
      }
      await page.mouse.wheel(0, 4_000);
      await page.waitForTimeout(100);
    }
  }
}

/** What became of every frame of the display while it was scrolled: several reporters may tell of one. */
function framesOf(events) {
  const frames = new Map();
  for (const { name, ts, args } of events) {
    const report = name === 'PipelineReporter' ? args.frame_reporter : undefined;
    if (!report || report.scroll_state === 'SCROLL_NONE') continue;
    const frame = frames.get(report.frame_sequence) ?? { at: ts, presented: false, missing: false };
    frame.presented ||= report.state.startsWith('STATE_PRESENTED');
    frame.missing ||= report.has_missing_content || report.checkerboarded_needs_raster || report.checkerboarded_needs_record;
    frames.set(report.frame_sequence, frame);
  }
  const all = [...frames.values()].toSorted((one, other) => one.at - other.at);
  const presented = all.filter((frame) => frame.presented);
  const seconds = (presented.at(-1).at - presented[0].at) / 1e6;
  return { frames: (presented.length - 1) / seconds, missing: presented.filter((frame) => frame.missing).length };
}

/** What the page's process holds, before and after what is no longer used is collected, and JavaScript's part of it. */
async function memory(browser, page) {
  const session = await browser.newBrowserCDPSession();
  const ofPage = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return Math.max(...processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => residentShareMiB(id)));
  };
  const before = await ofPage();
  const own = await page.context().newCDPSession(page);
  await own.send('HeapProfiler.collectGarbage');
  await page.waitForTimeout(1_000);
  await own.send('Performance.enable');
  const { metrics } = await own.send('Performance.getMetrics');
  const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize').value / 2 ** 20;
  return { before, after: await ofPage(), heap };
}

/** What a process has for itself, and its share of what it has in common with others (proportional set size). */
function residentShareMiB(pid) {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)[1]) / 1024;
}
