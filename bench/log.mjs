// What the log costs: recording, undoing, years of it, and telling of it.

import { connect } from 'node:net';
import { join } from 'node:path';
import { folder, logIn, median, note, options, perSecond, print, ROUNDS, residentMiB, seed, serve, sleep, stop, wrk } from './machine.mjs';

const UNDONE = 10_000;
const [FEW, MANY] = [10_000, 10_000_000];
const STREAMS = 500;
const STREAMS_AN_ACCOUNT = 8;

export async function measureLog() {
  const rows = [];
  if (options.without) await measureRecording(rows);
  await measureUndo(rows);
  await measureYears(rows);
  await measureStreams(rows);
  print(rows);
}

/** Creates beside those of a build without a log, on a database of its own. */
async function measureRecording(rows) {
  note('creates with the log and without');
  const builds = [];
  for (const program of [undefined, options.without]) {
    const database = join(folder, `recording-${builds.length}.db`);
    seed(database, 'writer', 1_000, { program });
    const server = await serve(database, program);
    builds.push({ server, headers: [`Cookie: ${await logIn(server.url, 'writer')}`], found: [] });
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { server, headers, found } of builds) {
      found.push(wrk(`${server.url}/tasks`, { headers, body: { title: 'Water the plants', description: 'All' } }));
    }
  }
  const [recorded, plain] = builds;
  const ratio = median(recorded.found.map((one, index) => one / plain.found[index]));
  rows.push(['creates, recorded', perSecond(recorded.found), `${ratio.toFixed(2)} of a build without a log`]);
  await stop(recorded.server, plain.server);
}

/** Completes, takes back and completes again, all of it at once. */
async function measureUndo(rows) {
  note(`undo of ${UNDONE} changes`);
  const database = join(folder, 'undo.db');
  seed(database, 'undoer', UNDONE);
  const server = await serve(database);
  const cookie = await logIn(server.url, 'undoer');
  const ids = Array.from({ length: UNDONE }, (_, index) => index + 1);
  const title = (round) => ({ ids, title: `Round ${round}` });
  const took = { write: [], undo: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const written = await timed(server.url, cookie, 'PATCH', '/tasks', title(round));
    took.write.push(written.took);
    const group = written.answer.headers.get('x-change-group');
    took.undo.push((await timed(server.url, cookie, 'POST', `/changes/${group}/undo`)).took);
  }
  rows.push([`changing ${UNDONE.toLocaleString('en')} tasks at once`, `${median(took.write).toFixed(2)} s`, '']);
  rows.push([`undoing that`, `${median(took.undo).toFixed(2)} s`, '']);
  await stop(server);
}

/** The first pages of tasks and of activity, with a short log and with a long one. */
async function measureYears(rows) {
  note(`a log of ${MANY.toLocaleString('en')} changes`);
  const database = join(folder, 'years.db');
  const tasks = 1_000;
  seed(database, 'young', tasks, { changes: FEW - tasks });
  const took = seed(database, 'old', tasks, { changes: MANY - tasks });
  rows.push([`writing ${MANY.toLocaleString('en')} changes`, `${took.toFixed(0)} s`, '']);
  const server = await serve(database);
  await sleep(15_000); // past the look for damage, which reads the whole file
  const of = async (user) => [`Cookie: ${await logIn(server.url, user)}`];
  const users = { young: await of('young'), old: await of('old') };
  for (const [what, path] of [
    ['first page of tasks', '/tasks?per_page=20'],
    ['first page of activity', '/changes'],
  ]) {
    const found = { young: [], old: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const user of ['young', 'old']) found[user].push(wrk(server.url + path, { headers: users[user] }));
    }
    const slower = median(found.young.map((one, index) => one / found.old[index]));
    const against = `${slower.toFixed(2)} times as slow as after ${FEW.toLocaleString('en')}`;
    rows.push([`${what} after ${MANY.toLocaleString('en')} changes`, perSecond(found.old), against]);
  }
  await stop(server);
}

/** What 500 open event streams cost in memory, and how soon all of them hear of a change. */
async function measureStreams(rows) {
  note(`${STREAMS} event streams`);
  const database = join(folder, 'streams.db');
  const accounts = Math.ceil(STREAMS / STREAMS_AN_ACCOUNT);
  for (let account = 0; account < accounts; account += 1) seed(database, `user${account}`, 1);
  const server = await serve(database);
  const cookies = [];
  for (let account = 0; account < accounts; account += 1) cookies.push(await logIn(server.url, `user${account}`));
  await sleep(1_000);
  const before = residentMiB(server.pid);
  const streams = [];
  for (let stream = 0; stream < STREAMS; stream += 1) {
    streams.push(await openStream(server.url, cookies[Math.floor(stream / STREAMS_AN_ACCOUNT)]));
  }
  await sleep(1_000);
  rows.push([`${STREAMS} event streams`, `${(residentMiB(server.pid) - before).toFixed(1)} MiB`, '']);
  const took = [];
  for (const [account, cookie] of cookies.entries()) {
    const own = streams.filter((_, stream) => Math.floor(stream / STREAMS_AN_ACCOUNT) === account);
    const heard = own.map((stream) => stream.heard());
    const { answer } = await timed(server.url, cookie, 'POST', '/tasks', { title: 'Water the plants' });
    if (!answer.ok) throw new Error(`a create answers ${answer.status}`);
    const began = performance.now();
    await Promise.all(heard);
    took.push(performance.now() - began);
  }
  took.sort((one, other) => one - other);
  rows.push([`a change is heard of by all streams of its account`, `${median(took).toFixed(0)} ms`, `${took.at(-1).toFixed(0)} ms at most`]);
  for (const stream of streams) stream.end();
  await stop(server);
}

function openStream(url, cookie) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.setEncoding('utf8');
  socket.write(`GET /events HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\n\r\n`);
  const says = (text) =>
    new Promise((done) => {
      const listen = (chunk) => {
        if (!chunk.includes(text)) return;
        socket.off('data', listen);
        done();
      };
      socket.on('data', listen);
    });
  const stream = { heard: () => says('event: change'), end: () => socket.destroy() };
  return says('event: ready').then(() => stream);
}

async function timed(url, cookie, method, path, body) {
  const began = performance.now();
  const answer = await fetch(url + path, {
    method,
    headers: { cookie, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  await answer.text();
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}`);
  return { answer, took: (performance.now() - began) / 1_000 };
}
