import type { HubRequest } from './eventHub';
import { type OpenStream, openEventStream, type StreamMessage } from './eventStream';

/**
 * Listens through a worker that all tabs share. On plain HTTP a browser allows six connections to a host, so a stream for
 * each of six visible tabs would leave none for anything else. Where there are no such workers, the tab has its own stream.
 */
export const openSharedStream: OpenStream = (after, receive) => {
  if (typeof SharedWorker === 'undefined') return openEventStream(after, receive);
  const worker = new SharedWorker(new URL('./eventWorker.ts', import.meta.url), {
    type: 'module',
    name: 'events',
  });
  const ask = (request: HubRequest) => worker.port.postMessage(request);
  let close = () => {
    worker.onerror = null;
    ask({ type: 'stop' });
    worker.port.close();
  };
  worker.port.onmessage = ({ data }: MessageEvent<StreamMessage>) => receive(data);
  // The worker could not be loaded, so the tab has its own stream.
  worker.onerror = () => {
    worker.port.close();
    close = openEventStream(after, receive);
  };
  ask({ type: 'listen', after });
  return () => close();
};
