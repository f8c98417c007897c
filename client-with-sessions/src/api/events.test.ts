import { HttpResponse, http } from 'msw';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { problem, server } from '../test/server';
import { openEventStream, type Source } from './eventStream';
import { listenToEvents } from './events';
import { onSessionEnd } from './sessionEnd';

const OPEN = 1;
const CLOSED = 2;

/** The browser's event stream, driven by the test. */
class FakeSource extends EventTarget {
  static all: FakeSource[] = [];
  readyState = OPEN;
  readonly url: string;

  constructor(url: string) {
    super();
    this.url = url;
    FakeSource.all.push(this);
  }

  close() {
    this.readyState = CLOSED;
  }

  tell(type: string, lastEventId: number, data: unknown = {}) {
    const init = { data: JSON.stringify(data), lastEventId: String(lastEventId) };
    this.dispatchEvent(new MessageEvent(type, init));
  }

  refuse() {
    this.readyState = CLOSED;
    this.dispatchEvent(new Event('error'));
  }
}

const onChange = vi.fn();
const onMissed = vi.fn();
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  FakeSource.all = [];
  onChange.mockClear();
  onMissed.mockClear();
  setVisibility('visible');
  stop = listenToEvents({ onChange, onMissed }, (after, receive) =>
    openEventStream(after, receive, (url) => new FakeSource(url) as unknown as Source),
  );
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

function setVisibility(visibilityState: DocumentVisibilityState): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(visibilityState);
  document.dispatchEvent(new Event('visibilitychange'));
}

const newest = () => FakeSource.all.at(-1) as FakeSource;

test('tells of changes, and once that some may have been missed before', () => {
  newest().tell('ready', 4, { head: 4 });
  expect(onMissed).toHaveBeenCalledOnce();
  newest().tell('change', 5, { group: 5, change_count: 1, tasks: [1] });
  expect(onChange).toHaveBeenCalledWith({ group: 5, change_count: 1, tasks: [1] });
  newest().tell('ready', 5, { head: 5 });
  expect(onMissed).toHaveBeenCalledOnce();
  newest().tell('reload', 900, { head: 900 });
  expect(onMissed).toHaveBeenCalledTimes(2);
});

test('rests while nobody looks, and goes on where it was', () => {
  newest().tell('ready', 4);
  newest().tell('change', 7);
  const first = newest();
  setVisibility('hidden');
  expect(first.readyState).toBe(CLOSED);
  setVisibility('visible');
  expect(FakeSource.all.map(({ url }) => url)).toEqual(['/events', '/events?after=7']);
});

test('a stream that is refused is tried again in half a minute', async () => {
  server.use(http.get('*/check_session', () => HttpResponse.json({})));
  newest().refuse();
  await vi.advanceTimersByTimeAsync(29_000);
  expect(FakeSource.all).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(FakeSource.all).toHaveLength(2);
});

test('a stream that ended with its session tells the page so', async () => {
  const ended = vi.fn();
  const unsubscribe = onSessionEnd(ended);
  server.use(http.get('*/check_session', () => problem(401, 'Log in first.')));
  newest().refuse();
  await vi.waitFor(() => expect(ended).toHaveBeenCalledOnce());
  unsubscribe();
});

test('a broken connection is left to the browser at first', async () => {
  newest().dispatchEvent(new Event('error'));
  await vi.advanceTimersByTimeAsync(30_000);
  expect(FakeSource.all).toHaveLength(1);
});

test('a stream without two pings is opened again where it was', async () => {
  newest().tell('ready', 4);
  newest().tell('change', 7);
  for (let ping = 0; ping < 10; ping += 1) {
    await vi.advanceTimersByTimeAsync(15_000);
    newest().dispatchEvent(new MessageEvent('ping', { data: '{}' }));
  }
  expect(FakeSource.all).toHaveLength(1);
  const first = newest();
  await vi.advanceTimersByTimeAsync(36_000);
  expect(first.readyState).toBe(CLOSED);
  expect(FakeSource.all.map(({ url }) => url)).toEqual(['/events', '/events?after=7']);
});

test('is over when it is stopped', () => {
  stop();
  expect(newest().readyState).toBe(CLOSED);
  setVisibility('hidden');
  setVisibility('visible');
  expect(FakeSource.all).toHaveLength(1);
});
