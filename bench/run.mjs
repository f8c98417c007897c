#!/usr/bin/env node
// Measures the release binary beside a bare axum server and PocketBase, and prints a table.
//
//   bench/run.mjs [--seconds N] [--rounds N] [--pocketbase FILE] [--without FILE]
//                 [--only lists|large|log|plan|loop|node|browser|visit] [--tracker FILE] [--page PATH]
//
// Server and load generator (wrk) have a core each. What is compared is measured in turn, round by round, and the
// medians are printed: the machine may be noisy, and its noise meets both. See bench/README.md.

import { execFileSync } from 'node:child_process';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureBrowser } from './browser.mjs';
import { measureLog } from './log.mjs';
import { measureLoop } from './loop.mjs';
import {
  cleanUp,
  folder,
  launch,
  logIn,
  median,
  needs,
  note,
  options,
  percentile,
  perSecond,
  print,
  ROOT,
  ROUNDS,
  residentMiB,
  SECONDS,
  seed,
  sentence,
  serve,
  sleep,
  stop,
  TRACKER,
  timeToFirstAnswer,
  wrk,
} from './machine.mjs';
import { measureNode } from './node.mjs';
import { measurePlan } from './plan.mjs';
import { startPocketBase } from './pocketbase.mjs';
import { measureVisits } from './visit.mjs';

const BARE = join(ROOT, 'target/release/examples/bare_server');

async function main() {
  const { only } = options;
  needs('taskset', ...(only === 'browser' || only === 'visit' ? [] : ['wrk']));
  for (const program of [options.pocketbase, options.without]) {
    if (program && !existsSync(program)) throw new Error(`${program} is missing`);
  }
  if (!options.tracker) {
    execFileSync('cargo', ['build', '--release', '--locked', '--bin', 'tracker', '--example', 'bare_server'], {
      cwd: ROOT,
      stdio: 'inherit',
    });
  }
  const parts = {
    lists: measureLists,
    large: measureLargeAccounts,
    log: measureLog,
    plan: measurePlan,
    loop: measureLoop,
    node: measureNode,
    browser: measureBrowser,
    visit: measureVisits,
  };
  for (const [name, measure] of Object.entries(parts)) {
    if ((only ?? name) === name) await measure();
  }
}

async function measureLists() {
  const crowd = join(folder, 'crowd.db');
  note('100 users of 1,000 tasks each');
  for (let user = 1; user <= 100; user += 1) seed(crowd, `user${user}`, 1_000);
  seed(crowd, 'costly', 1, { cost: 10 });
  const rows = [];
  await measureCrowd(crowd, rows);
  rows.push(['binary, stripped', `${(statSync(TRACKER).size / 2 ** 20).toFixed(1)} MiB`, '']);
  print(rows);
}

async function measureLargeAccounts() {
  const large = join(folder, 'large.db');
  note('a user of a million tasks');
  const seeding = seed(large, 'large', 1_000_000);
  seed(large, 'small', 1_000);
  const hundredThousand = seed(join(folder, 'seed.db'), 'seeded', 100_000);
  const rows = [];
  await measureLarge(large, rows);
  rows.push(['seeding 100,000 tasks', `${hundredThousand.toFixed(1)} s`, '']);
  rows.push(['seeding 1,000,000 tasks', `${seeding.toFixed(1)} s`, '']);
  print(rows);
}

async function measureCrowd(database, rows) {
  const start = [];
  for (let round = 0; round < ROUNDS; round += 1) start.push(await timeToFirstAnswer(database));
  rows.push(['start to first answer', `${median(start).toFixed(0)} ms`, '']);

  const server = await serve(database);
  await sleep(1_500);
  rows.push(['resident when idle', `${residentMiB(server.pid).toFixed(1)} MiB`, '']);
  const cookie = await logIn(server.url, 'user50');
  const list = `${server.url}/tasks?per_page=20`;
  const body = join(folder, 'body');
  writeFileSync(body, await (await fetch(list, { headers: { cookie } })).text());
  const bare = await launch(BARE, ['127.0.0.1:0', body]);

  note(`lists and creates, ${ROUNDS} rounds of ${SECONDS} s each`);
  const peer = options.pocketbase ? await startPocketBase({ binary: options.pocketbase, folder, launch }) : null;
  const headers = [`Cookie: ${cookie}`];
  // Another user, so that the list stays one of 1,000.
  const writer = [`Cookie: ${await logIn(server.url, 'user51')}`];
  const found = { bare: [], list: [], create: [], login: [], peerList: [], peerCreate: [], peerLogin: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    found.bare.push(wrk(`${bare.url}/tasks`, {}));
    found.list.push(wrk(list, { headers }));
    found.create.push(wrk(`${server.url}/tasks`, { headers: writer, body: { title: 'Water the plants', description: 'All' } }));
    found.login.push(wrk(`${server.url}/login`, { body: { username: 'costly', password: 'password' } }));
    if (peer) {
      found.peerList.push(wrk(peer.list, { headers: peer.readHeaders }));
      found.peerCreate.push(wrk(peer.create, { headers: peer.writeHeaders, body: peer.task }));
      found.peerLogin.push(wrk(peer.login, { body: peer.credentials }));
    }
  }
  const ratio = (ones, others) => median(ones.map((one, index) => one / others[index]));
  const against = (ones, others) => (peer ? `${ratio(ones, others).toFixed(1)} times PocketBase` : '');
  rows.push(['bare axum server, the same bytes', perSecond(found.bare), '']);
  rows.push([
    'list of 20 of 1,000, session checked',
    perSecond(found.list),
    sentence(`${ratio(found.list, found.bare).toFixed(3)} of the bare server`, against(found.list, found.peerList)),
  ]);
  rows.push(['durable creates', perSecond(found.create), against(found.create, found.peerCreate)]);
  rows.push(['logins, bcrypt cost 10', perSecond(found.login), against(found.login, found.peerLogin)]);
  if (peer) {
    rows.push(['PocketBase: list of 20 of 1,000', perSecond(found.peerList), '']);
    rows.push(['PocketBase: creates', perSecond(found.peerCreate), '']);
    rows.push(['PocketBase: logins, bcrypt cost 10', perSecond(found.peerLogin), '']);
  }
  const stormed = percentile(await timesInStorm(list, cookie, server.url), 99);
  rows.push(['list of 20 while 12 clients log in, 99th percentile', `${stormed.toFixed(0)} ms`, '100 ms at most']);
  rows.push(['resident after the load', `${residentMiB(server.pid).toFixed(1)} MiB`, '']);
  await stop(server, bare, ...(peer ? [peer.process] : []));
}

/** How long lists take, one after the other, while 12 clients log in with a wrong password. */
async function timesInStorm(list, cookie, url) {
  // Connections that the server has closed while wrk ran are only noticed now.
  await sleep(100);
  const times = [];
  let isOver = false;
  const guess = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'costly', password: 'wrong horse' }),
  };
  const storm = Array.from({ length: 12 }, async () => {
    while (!isOver) await (await fetch(`${url}/login`, guess)).text();
  });
  for (let request = 0; request < 1_000; request += 1) {
    const began = performance.now();
    const answer = await fetch(list, { headers: { cookie } });
    if (!answer.ok) throw new Error(`${list} answers ${answer.status}`);
    await answer.text();
    times.push(performance.now() - began);
  }
  isOver = true;
  await Promise.all(storm);
  return times;
}

async function measureLarge(database, rows) {
  note('pages of a million tasks and of a thousand');
  const start = [];
  for (let round = 0; round < ROUNDS; round += 1) start.push(await timeToFirstAnswer(database));
  rows.push(['start to first answer, a million tasks', `${median(start).toFixed(0)} ms`, '']);
  const server = await serve(database);
  await sleep(5_000); // past the look for damage, which reads the whole file
  const of = async (user) => [`Cookie: ${await logIn(server.url, user)}`];
  const [large, small] = [await of('large'), await of('small')];
  const pages = { large: [], largeBefore: [], small: [], smallBefore: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    pages.small.push(wrk(`${server.url}/tasks?per_page=20`, { headers: small }));
    pages.large.push(wrk(`${server.url}/tasks?per_page=20`, { headers: large }));
    pages.smallBefore.push(wrk(`${server.url}/tasks?per_page=20&before=500`, { headers: small }));
    pages.largeBefore.push(wrk(`${server.url}/tasks?per_page=20&before=500000`, { headers: large }));
  }
  const slower = (ones, others) => `${median(ones.map((one, index) => one / others[index])).toFixed(2)} times as slow`;
  rows.push(['first page of a million', perSecond(pages.large), `${slower(pages.small, pages.large)} as of a thousand`]);
  rows.push([
    'page before= in a million',
    perSecond(pages.largeBefore),
    `${slower(pages.smallBefore, pages.largeBefore)} as in a thousand`,
  ]);
  await stop(server);
}

// However it ends: a server that stays behind would be measured along with the next run's.
process.on('exit', cleanUp);
await main();
