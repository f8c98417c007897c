// What one machine carries: accounts that are worked on at the same time, their room on the disk, and their backup.

import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { folder, logIn, note, percentile, print, residentMiB, seed, serve, sleep, stop, TRACKER } from './machine.mjs';

const ACCOUNTS = 200;
const TASKS = 5_000;
/** How often somebody at work does something: a tick, a look, a line. */
const EVERY = 2_000;
const MEASURED = 20_000;

export async function measureNode() {
  const database = join(folder, 'node.db');
  note(`${ACCOUNTS} accounts of ${TASKS} tasks each`);
  for (let number = 0; number < ACCOUNTS; number += 1) seed(database, `worker${number}`, TASKS);
  const server = await serve(database);
  const workers = [];
  for (let number = 0; number < ACCOUNTS; number += 1) workers.push(await logIn(server.url, `worker${number}`));

  note('all of them at work');
  const stopped = Date.now() + MEASURED;
  const times = (await Promise.all(workers.map((cookie) => work(server.url, cookie, stopped)))).flat();
  const memory = residentMiB(server.pid);
  const backup = join(folder, 'node-backup.db');
  const took = seconds(() => tracker('backup', '-o', backup, '--database', database));
  const verified = seconds(() => tracker('backup', 'verify', backup));
  await stop(server);
  const size = statSync(database).size;
  const all = (ACCOUNTS * TASKS).toLocaleString('en');
  print([
    [`${ACCOUNTS} accounts at work, an action every ${EVERY / 1_000} s each, 99th percentile`, `${percentile(times, 99).toFixed(0)} ms`, ''],
    ['resident meanwhile', `${memory.toFixed(0)} MiB`, ''],
    [`${all} tasks on the disk`, `${(size / 2 ** 20).toFixed(0)} MiB`, `${(size / (ACCOUNTS * TASKS) / 1024).toFixed(1)} KiB a task`],
    ['a backup of them, verified, while the server runs', `${took.toFixed(1)} s`, ''],
    ['verifying that backup again', `${verified.toFixed(1)} s`, ''],
  ]);
}

/** Looks at Today, adds a task, looks at a page of tasks, and so on, at a pace of its own. */
async function work(url, cookie, stopped) {
  const times = [];
  const headers = { cookie, 'content-type': 'application/json' };
  const acts = [
    () => fetch(`${url}/agenda?days=1`, { headers }),
    () => fetch(`${url}/tasks`, { method: 'POST', headers, body: JSON.stringify({ title: 'Call back' }) }),
    () => fetch(`${url}/tasks?per_page=50`, { headers }),
  ];
  await sleep(Math.random() * EVERY);
  for (let turn = 0; Date.now() < stopped; turn += 1) {
    const began = performance.now();
    const answer = await acts[turn % acts.length]();
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${answer.url} answers ${answer.status}`);
    times.push(performance.now() - began);
    await sleep(Math.max(0, EVERY - (performance.now() - began)));
  }
  return times;
}

function tracker(...args) {
  execFileSync(TRACKER, args, { stdio: ['ignore', 'ignore', 'inherit'] });
}

function seconds(work) {
  const began = performance.now();
  work();
  return (performance.now() - began) / 1_000;
}
