// What the measurements share: programs on cores of their own, load, and figures.

import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '5' },
    pocketbase: { type: 'string' },
    without: { type: 'string' },
    only: { type: 'string' },
    tracker: { type: 'string' },
    page: { type: 'string' },
  },
});
export const SECONDS = Number(options.seconds);
export const ROUNDS = Number(options.rounds);
export const ROOT = resolve(dirname(new URL(import.meta.url).pathname), '..');
export const TRACKER = resolve(options.tracker ?? join(ROOT, 'target/release/tracker'));
const [SERVER_CORE, LOAD_CORE] = ['0', '1'];
const JSON_TYPE = 'Content-Type: application/json';

/** Everything that is written while measuring. */
export const folder = mkdtempSync(join(tmpdir(), 'tracker-bench-'));
const children = [];

/** Ends what was started and removes what was written. */
export function cleanUp() {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}

/** Requests a second at 32 connections. */
export function wrk(url, { headers = [], body }) {
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

export function serve(database, program = TRACKER) {
  return launch(program, ['serve', '--listen', '127.0.0.1:0', '--database', database, '--password-cost', '10', '--rate-limit', 'off']);
}

/** Starts a program on the server's core and waits for the line that names its address. */
export function launch(program, args, pattern = /(http:\/\/[\d.:]+)/) {
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

export async function stop(...servers) {
  for (const { child } of servers) {
    child.removeAllListeners('exit');
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    await ended;
  }
}

export async function timeToFirstAnswer(database) {
  const began = performance.now();
  const server = await launch(TRACKER, ['serve', '--listen', '127.0.0.1:0', '--database', database]);
  const answer = await fetch(`${server.url}/readyz`);
  const took = performance.now() - began;
  if (!answer.ok) throw new Error(`/readyz answers ${answer.status}`);
  await stop(server);
  return took;
}

export function seed(database, user, tasks, { cost = 4, changes = 0, program = TRACKER } = {}) {
  const began = performance.now();
  const args = ['seed', '--database', database, '--user', user, '--password-cost', cost];
  if (tasks !== undefined) args.push('--tasks', tasks);
  execFileSync(program, changes > 0 ? [...args, '--changes', changes] : args, { stdio: ['ignore', 'ignore', 'inherit'] });
  return (performance.now() - began) / 1_000;
}

export async function logIn(url, username) {
  const answer = await fetch(`${url}/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: 'password' }),
  });
  if (!answer.ok) throw new Error(`the login of ${username} answers ${answer.status}`);
  return answer.headers.getSetCookie()[0].split(';')[0];
}

export function residentMiB(pid) {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
}

export function needs(...programs) {
  for (const program of programs) {
    try {
      execFileSync('which', [program], { stdio: 'ignore' });
    } catch {
      throw new Error(`${program} was not found. On Debian: apt-get install wrk util-linux`);
    }
  }
}

export function median(numbers) {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}

export function percentile(numbers, percent) {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))];
}

export function perSecond(numbers) {
  return `${Math.round(median(numbers)).toLocaleString('en')} /s`;
}

export function sentence(...parts) {
  return parts.filter(Boolean).join(', ');
}

export function print(rows, head = '| what | measured | against |\n| --- | ---: | --- |') {
  console.log(`\n${head}`);
  for (const row of rows) console.log(`| ${row.join(' | ')} |`);
}

export function note(text) {
  console.error(`… ${text}`);
}

export function sleep(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}
