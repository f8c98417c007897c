import type { HubRequest } from './eventHub';
import { type OpenStream, openEventStream, type StreamMessage } from './eventStream';

/**
 * Listens through a worker that all tabs share. On plain HTTP a browser allows six connections to a host, so a stream for
 * each of six visible tabs would leave none for anything else. Where there are no such workers, the tab has its own stream.
 */
export const openSharedStream: OpenStream = (after, receive) => {
  if (typeof SharedWorker === 'undefined') return openEventStream(after, receive);
  let seen = after;
  const worker = new SharedWorker(new URL('./eventWorker.ts', import.meta.url), {
    type: 'module',
    name: 'events',
  });
  const ask = (request: HubRequest) => worker.port.postMessage(request);
  let close = () => {
    ask({ type: 'stop' });
    worker.port.close();
  };
  worker.port.onmessage = ({ data }: MessageEvent<StreamMessage>) => {
    if (data.type !== 'refused') seen = data.id;
    receive(data);
  };
  // It could not be loaded.
  worker.onerror = () => {
    close = openEventStream(seen, receive);
  };
  ask({ type: 'listen', after });
  return () => close();
};
