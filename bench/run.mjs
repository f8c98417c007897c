#!/usr/bin/env node
// Measures the release binary beside a bare axum server and PocketBase, and prints a table.
//
//   bench/run.mjs [--seconds N] [--rounds N] [--pocketbase FILE]
//
// Server and load generator (wrk) have a core each. What is compared is measured in turn, round by round, and the
// medians are printed: the machine may be noisy, and its noise meets both. See bench/README.md.

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startPocketBase } from './pocketbase.mjs';

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '5' },
    pocketbase: { type: 'string' },
  },
});
const SECONDS = Number(options.seconds);
const ROUNDS = Number(options.rounds);
const ROOT = resolve(dirname(new URL(import.meta.url).pathname), '..');
const TRACKER = join(ROOT, 'target/release/tracker');
const BARE = join(ROOT, 'target/release/examples/bare_server');
const [SERVER_CORE, LOAD_CORE] = ['0', '1'];
const JSON_TYPE = 'Content-Type: application/json';

const folder = mkdtempSync(join(tmpdir(), 'tracker-bench-'));
const children = [];

async function main() {
  needs('wrk', 'taskset');
  execFileSync('cargo', ['build', '--release', '--locked', '--bin', 'tracker', '--example', 'bare_server'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  const crowd = join(folder, 'crowd.db');
  note('100 users of 1,000 tasks each');
  for (let user = 1; user <= 100; user += 1) seed(crowd, `user${user}`, 1_000);
  const large = join(folder, 'large.db');
  note('a user of a million tasks');
  const seeding = seed(large, 'large', 1_000_000);
  seed(large, 'small', 1_000);
  const hundredThousand = seed(join(folder, 'seed.db'), 'seeded', 100_000);

  const rows = [];
  await measureCrowd(crowd, rows);
  await measureLarge(large, rows);
  rows.push(['seeding 100,000 tasks', `${hundredThousand.toFixed(1)} s`, '']);
  rows.push(['seeding 1,000,000 tasks', `${seeding.toFixed(1)} s`, '']);
  rows.push(['binary, stripped', `${(statSync(TRACKER).size / 2 ** 20).toFixed(1)} MiB`, '']);
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
  rows.push(['resident after the load', `${residentMiB(server.pid).toFixed(1)} MiB`, '']);
  await stop(server, bare, ...(peer ? [peer.process] : []));
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

/** Requests a second at 32 connections. */
function wrk(url, { headers = [], body }) {
  const script = join(folder, 'request.lua');
  const lines = headers.flatMap((header) => ['-H', header]);
  if (body) {
    const text = JSON.stringify(JSON.stringify(body));
    writeFileSync(script, `wrk.method = "POST"\nwrk.body = ${text}\n`);
    lines.push('-H', JSON_TYPE, '-s', script);
  }
  const out = execFileSync('taskset', ['-c', LOAD_CORE, 'wrk', '-t1', '-c32', '--timeout', '20s', `-d${SECONDS}s`, ...lines, url], {
    encoding: 'utf8',
  });
  if (/Non-2xx|Socket errors/.test(out)) throw new Error(`${url} failed under load:\n${out}`);
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(out)?.[1]);
}

function serve(database) {
  seed(database, 'costly', 1, 10);
  return launch(TRACKER, ['serve', '--listen', '127.0.0.1:0', '--database', database, '--password-cost', '10', '--rate-limit', 'off']);
}

/** Starts a program on the server's core and waits for the line that names its address. */
function launch(program, args, pattern = /(http:\/\/[\d.:]+)/) {
  const child = spawn('taskset', ['-c', SERVER_CORE, program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  return new Promise((done, fail) => {
    let said = '';
    const listen = (chunk) => {
      said += chunk;
      const url = pattern.exec(said)?.[1];
      if (url) done({ child, pid: child.pid, url });
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('exit', () => fail(new Error(`${program} ended: ${said}`)));
  });
}

async function stop(...servers) {
  for (const { child } of servers) {
    child.removeAllListeners('exit');
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    await ended;
  }
}

async function timeToFirstAnswer(database) {
  const began = performance.now();
  const server = await launch(TRACKER, ['serve', '--listen', '127.0.0.1:0', '--database', database]);
  const answer = await fetch(`${server.url}/readyz`);
  const took = performance.now() - began;
  if (!answer.ok) throw new Error(`/readyz answers ${answer.status}`);
  await stop(server);
  return took;
}

function seed(database, user, tasks, cost = 4) {
  const began = performance.now();
  execFileSync(TRACKER, ['seed', '--database', database, '--user', user, '--tasks', tasks, '--password-cost', cost], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return (performance.now() - began) / 1_000;
}

async function logIn(url, username) {
  const answer = await fetch(`${url}/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: 'password' }),
  });
  if (!answer.ok) throw new Error(`the login of ${username} answers ${answer.status}`);
  return answer.headers.getSetCookie()[0].split(';')[0];
}

function residentMiB(pid) {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
}

function needs(...programs) {
  for (const program of programs) {
    try {
      execFileSync('which', [program], { stdio: 'ignore' });
    } catch {
      throw new Error(`${program} was not found. On Debian: apt-get install wrk util-linux`);
    }
  }
  if (options.pocketbase && !existsSync(options.pocketbase)) throw new Error(`${options.pocketbase} is missing`);
}

function median(numbers) {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}

function perSecond(numbers) {
  return `${Math.round(median(numbers)).toLocaleString('en')} /s`;
}

function sentence(...parts) {
  return parts.filter(Boolean).join(', ');
}

function print(rows) {
  console.log('\n| what | measured | against |\n| --- | ---: | --- |');
  for (const row of rows) console.log(`| ${row.join(' | ')} |`);
}

function note(text) {
  console.error(`… ${text}`);
}

function sleep(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}

try {
  await main();
} finally {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}
