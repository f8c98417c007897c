// What a plan costs to look at: latencies of single requests, one after the other, on one core.

import { join } from 'node:path';
import { folder, logIn, note, percentile, print, ROUNDS, seed, serve, stop } from './machine.mjs';

const TASKS = 100_000;
/** Requests of each kind that are timed. */
const REQUESTS = 200;
/** What titles are made of: three words that some hundred of them have in common. */
const WORDS = ['call', 'invoice', 'office'];

export async function measurePlan() {
  const database = join(folder, 'plan.db');
  note(`an account with ${TASKS.toLocaleString('en')} tasks`);
  seed(database, 'planner', TASKS);
  const server = await serve(database);
  const rows = [];
  try {
    const session = await logIn(server.url, 'planner');
    const ask = (path, init = {}) =>
      fetch(`${server.url}${path}`, { ...init, headers: { cookie: session, 'content-type': 'application/json' } });
    await ask('/settings', { method: 'PATCH', body: JSON.stringify({ zone: 'Europe/Berlin' }) });
    const { projects } = await (await ask('/projects')).json();
    const { tags } = await (await ask('/tags')).json();
    const shown = (await (await ask('/tasks?per_page=50&q=is:open')).json()).tasks.map(({ id }) => id);
    note(`${projects.length} projects, ${tags.length} tags`);
    const pages = [
      ['Today', () => '/agenda'],
      ['Upcoming, 14 days', () => '/agenda?days=14'],
      ['Inbox, 50 tasks', () => '/inbox?per_page=50'],
      ['a project, 50 tasks', (n) => `/projects/${projects[n % projects.length].id}/tasks?status=open&per_page=50`],
      ['search of a word that is in every task', () => '/tasks?per_page=50&q=the'],
      ['search of a word that is in four of ten tasks', () => '/tasks?per_page=50&q=a'],
      ['search of three words', () => `/tasks?per_page=50&q=${WORDS.join('+')}`],
      ['search by tag, project and due', (n) => `/tasks?per_page=50&q=${encodeURIComponent(`is:open tag:${tags[n % tags.length].name} due:<=14d`)}`],
      ['all open tasks by urgency, 50 tasks', () => '/tasks?per_page=50&q=is:open'],
      ['search by project, open or not, 50 tasks', (n) => `/tasks?per_page=50&q=${encodeURIComponent(`project:"${projects[n % projects.length].name}"`)}`],
      ['relations of 50 tasks', () => `/tasks/relations?ids=${shown.join(',')}`],
      ['projects', () => '/projects'],
      ['tags', () => '/tags'],
    ];
    const times = pages.map(() => []);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [index, [, path]] of pages.entries()) {
        for (let n = 0; n < REQUESTS / ROUNDS; n += 1) times[index].push(await timed(ask, path(n + round)));
      }
    }
    for (const [index, [name]] of pages.entries()) {
      rows.push([name, milliseconds(percentile(times[index], 50)), `${milliseconds(percentile(times[index], 99))} at the 99th percentile`]);
    }
    rows.push(['completing 1,000 selected tasks', milliseconds(await completing(ask, 1_000)), '']);
    const line = JSON.stringify({ text: 'Pay rent every 1st 9am #home +House !high ~15m ^monday' });
    const previews = [];
    for (let n = 0; n < REQUESTS; n += 1) previews.push(await timed(ask, '/capture/preview', { method: 'POST', body: line }));
    rows.push(['preview of a captured line', milliseconds(percentile(previews, 50)), `${milliseconds(percentile(previews, 99))} at the 99th percentile`]);
  } finally {
    await stop(server);
  }
  print(rows);
}

async function timed(ask, path, init) {
  const began = performance.now();
  const answer = await ask(path, init);
  await answer.arrayBuffer();
  const took = performance.now() - began;
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}`);
  return took;
}

/** Open tasks from all over the account, so that they are not neighbours. */
async function completing(ask, count) {
  const ids = [];
  for (let page = 1; ids.length < count; page += 1) {
    const { tasks } = await (await ask(`/tasks?per_page=100&page=${page * 3}&status=open`)).json();
    ids.push(...tasks.map((task) => task.id));
  }
  const body = JSON.stringify({ ids: ids.slice(0, count), status: 'done' });
  return timed(ask, '/tasks', { method: 'PATCH', body });
}

function milliseconds(time) {
  return `${time.toFixed(1)} ms`;
}
