// What it costs to look at ten years of doing: latencies of single requests, one after the other, on one core.

import { join } from 'node:path';
import { folder, logIn, note, percentile, print, ROUNDS, seed, serve, stop } from './machine.mjs';

const TASKS = 100_000;
const YEARS = 10;
/** Entries of a day, half an hour apart and twenty minutes long, from eight o'clock. */
const ENTRIES_A_DAY = 16;
const HABITS = 20;
/** Requests of each kind that are timed. */
const REQUESTS = 200;
/** Requests on their way at once while the account is filled. */
const AT_ONCE = 32;
const DAY_MS = 86_400_000;

export async function measureLoop() {
  const database = join(folder, 'loop.db');
  note(`an account with ${TASKS.toLocaleString('en')} tasks`);
  seed(database, 'keeper', TASKS);
  const server = await serve(database);
  const rows = [];
  try {
    const session = await logIn(server.url, 'keeper');
    const ask = (path, init = {}) =>
      fetch(`${server.url}${path}`, { ...init, headers: { cookie: session, 'content-type': 'application/json' } });
    const send = async (method, path, body) => {
      const answer = await ask(path, { method, body: JSON.stringify(body) });
      if (!answer.ok) throw new Error(`${method} ${path} answers ${answer.status}: ${await answer.text()}`);
      return answer.json();
    };
    const days = Array.from({ length: 365 * YEARS }, (_, index) => dayBefore(index + 1));
    await keepTime(send, days);
    await keepHabits(send, days);
    const [today, week, year] = [dayBefore(0), dayBefore(6), dayBefore(364)];
    const pages = [
      ['the timer', () => '/timer'],
      ['a day of time', (n) => `/time?from=${days[n]}&to=${days[n]}`],
      ['a week of time', () => `/time?from=${week}&to=${today}`],
      ['a year of time, added up', () => `/time/totals?from=${year}&to=${today}`],
      ['the time of a task', (n) => `/tasks/${n + 1}/time`],
      ['calibration', () => '/calibration'],
      ['habits, four weeks', () => `/habits?from=${dayBefore(27)}&to=${today}`],
      ['a year of a habit', () => `/habits/1/year?to=${today}`],
      ['the plan of the day', () => '/agenda'],
      ['the close of the day', () => `/reviews/${today}`],
    ];
    const times = pages.map(() => []);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [index, [, path]] of pages.entries()) {
        for (let n = 0; n < REQUESTS / ROUNDS; n += 1) times[index].push(await timed(ask, path(n + round)));
      }
    }
    for (const [index, [name]] of pages.entries()) rows.push(row(name, times[index]));
    const [starts, stops, creates] = [[], [], []];
    for (let n = 0; n < REQUESTS; n += 1) {
      starts.push(await timed(ask, '/timer/start', { method: 'POST', body: JSON.stringify({ task_id: n + 1 }) }));
      stops.push(await timed(ask, '/timer/stop', { method: 'POST', body: '{}' }));
      creates.push(await timed(ask, '/tasks', { method: 'POST', body: JSON.stringify({ title: 'Water the plants' }) }));
    }
    rows.push(row('starting the timer', starts), row('stopping the timer', stops), row('creating a task, to compare', creates));
  } finally {
    await stop(server);
  }
  print(rows);
}

async function keepTime(send, days) {
  note(`${(days.length * ENTRIES_A_DAY).toLocaleString('en')} time entries`);
  await all(days, async (day, index) => {
    for (let n = 0; n < ENTRIES_A_DAY; n += 1) {
      const minutes = 480 + 30 * n;
      const at = (minute) => `${day}T${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
      const task_id = 1 + ((index * ENTRIES_A_DAY + n) % TASKS);
      await send('POST', '/time', { task_id, started_at: at(minutes), ended_at: at(minutes + 20) });
    }
  });
}

async function keepHabits(send, days) {
  note(`${HABITS} habits of ${days.length.toLocaleString('en')} days each`);
  const habits = Array.from({ length: HABITS }, (_, index) => index);
  const ids = [];
  for (const index of habits) {
    const habit = await send('POST', '/habits', { name: `Habit ${index + 1}`, begins: days.at(-1) });
    ids.push(habit.id);
  }
  await all(ids, async (id) => {
    for (const [index, day] of days.entries()) {
      if ((index + id) % 5 !== 0) await send('PUT', `/habits/${id}/entries/${day}`, { state: 'done' });
    }
  });
}

/** Does something with each, some at once. */
async function all(items, act) {
  let next = 0;
  const work = async () => {
    while (next < items.length) {
      const index = next;
      next += 1;
      await act(items[index], index);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function timed(ask, path, init) {
  const began = performance.now();
  const answer = await ask(path, init);
  await answer.arrayBuffer();
  const took = performance.now() - began;
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}`);
  return took;
}

function row(name, times) {
  return [name, milliseconds(percentile(times, 50)), `${milliseconds(percentile(times, 99))} at the 99th percentile`];
}

function dayBefore(count) {
  return new Date(Date.now() - count * DAY_MS).toISOString().slice(0, 10);
}

function pad(number) {
  return String(number).padStart(2, '0');
}

function milliseconds(time) {
  return `${time.toFixed(1)} ms`;
}
