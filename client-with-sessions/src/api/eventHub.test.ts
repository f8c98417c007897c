import { expect, test, vi } from 'vitest';
import { eventHub, type HubPort, type HubRequest } from './eventHub';
import type { StreamMessage } from './eventStream';

/** A hub whose streams the test drives. */
function hub() {
  const streams: {
    after: number | undefined;
    tell: (message: StreamMessage) => void;
    close: () => void;
  }[] = [];
  const attach = eventHub((after, tell) => {
    const close = vi.fn();
    streams.push({ after, tell, close });
    return close;
  });
  const tab = () => {
    const heard: string[] = [];
    const port: HubPort = {
      onmessage: null,
      postMessage: (message: StreamMessage) =>
        heard.push('id' in message ? `${message.type} ${message.id}` : message.type),
    };
    attach(port);
    const ask = (data: HubRequest) =>
      port.onmessage?.call(port as MessagePort, new MessageEvent('message', { data }));
    return {
      heard,
      listen: (after?: number) => ask({ type: 'listen', after }),
      stop: () => ask({ type: 'stop' }),
    };
  };
  return { streams, tab };
}

test('eight tabs share one stream, and all hear what happens', () => {
  const { streams, tab } = hub();
  const tabs = Array.from({ length: 8 }, tab);
  for (const one of tabs) one.listen();
  streams[0]?.tell({ type: 'ready', id: 4, data: {} });
  streams[0]?.tell({ type: 'change', id: 5, data: {} });
  expect(streams).toHaveLength(1);
  for (const { heard } of tabs) expect(heard).toEqual(['ready 4', 'change 5']);
});

test('a tab that comes later hears where the stream is, and whether it has missed something', () => {
  const { streams, tab } = hub();
  const [first, unseen, behind, upToDate] = [tab(), tab(), tab(), tab()];
  first.listen(3);
  streams[0]?.tell({ type: 'change', id: 5, data: {} });
  unseen.listen();
  behind.listen(4);
  upToDate.listen(5);
  expect([unseen.heard, behind.heard, upToDate.heard]).toEqual([
    ['ready 5'],
    ['reload 5'],
    ['ready 5'],
  ]);
});

test('a tab that is further behind than a stream that has just been opened loads everything anew', () => {
  const { streams, tab } = hub();
  const [first, behind] = [tab(), tab()];
  first.listen(7);
  behind.listen(4);
  expect(streams[0]?.after).toBe(7);
  expect(behind.heard).toEqual(['reload 7']);
});

test('the stream ends with the last tab, and begins again with the next', () => {
  const { streams, tab } = hub();
  const [one, other] = [tab(), tab()];
  one.listen();
  other.listen();
  one.stop();
  expect(streams[0]?.close).not.toHaveBeenCalled();
  other.stop();
  expect(streams[0]?.close).toHaveBeenCalledOnce();
  one.listen(9);
  expect(streams[1]?.after).toBe(9);
});

test('a refusal is told to everybody, and the next to listen tries again', () => {
  const { streams, tab } = hub();
  const [one, other] = [tab(), tab()];
  one.listen();
  other.listen();
  streams[0]?.tell({ type: 'refused' });
  expect([one.heard, other.heard]).toEqual([['refused'], ['refused']]);
  other.listen();
  expect(streams).toHaveLength(2);
});
