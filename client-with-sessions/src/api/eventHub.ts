import { type OpenStream, openEventStream, type StreamMessage } from './eventStream';

/** What a tab asks of the worker. */
export type HubRequest = { type: 'listen'; after: number | undefined } | { type: 'stop' };

/** The part of a `MessagePort` that is needed. */
export type HubPort = Pick<MessagePort, 'postMessage' | 'onmessage'>;

/** Shares one stream of events among all tabs that listen. */
export function eventHub(open: OpenStream = openEventStream): (port: HubPort) => void {
  const listening = new Set<HubPort>();
  let close: (() => void) | undefined;
  /** Up to where all who listen have been told. */
  let told: number | undefined;

  const end = () => {
    close?.();
    close = undefined;
    told = undefined;
    listening.clear();
  };

  const tell = (message: StreamMessage) => {
    const ports = [...listening];
    if (message.type === 'refused') end();
    else told = message.id;
    for (const port of ports) port.postMessage(message);
  };

  const listen = (port: HubPort, after: number | undefined) => {
    listening.add(port);
    if (!close) {
      told = after;
      close = open(after, tell);
    } else if (told !== undefined) {
      // The tab may have missed what the others were told while it was hidden.
      const type = after !== undefined && after < told ? 'reload' : 'ready';
      port.postMessage({ type, id: told, data: {} } satisfies StreamMessage);
    }
  };

  return (port) => {
    port.onmessage = ({ data }: MessageEvent<HubRequest>) => {
      if (data.type === 'listen') return listen(port, data.after);
      listening.delete(port);
      if (listening.size === 0) end();
    };
  };
}
