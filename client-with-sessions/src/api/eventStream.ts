/** What the server says on its stream of events. */
export type StreamMessage =
  | { type: 'ready' | 'change' | 'reload'; id: number; data: unknown }
  /** The server has ended the stream, and the browser doesn't try again. */
  | { type: 'refused' };

/** Opens a stream of what happens after a change, and returns how to close it. */
export type OpenStream = (
  after: number | undefined,
  receive: (message: StreamMessage) => void,
) => () => void;

/** The part of the browser's `EventSource` that is needed. */
export type Source = Pick<EventSource, 'readyState' | 'addEventListener' | 'close'>;

const CLOSED = 2;

/** The server pings every 15 s. A stream without two pings in a row is dead: a proxy or a sleep has cut it off. */
const SILENCE_MS = 35_000;

/** Opens a stream of its own, and opens it again when it has fallen silent. */
export function openEventStream(
  after: number | undefined,
  receive: (message: StreamMessage) => void,
  connect: (url: string) => Source = (url) => new EventSource(url),
): () => void {
  let seen = after;
  let source: Source | undefined;
  let watch: ReturnType<typeof setTimeout> | undefined;

  const close = () => {
    clearTimeout(watch);
    source?.close();
    source = undefined;
  };

  const stayAlert = () => {
    clearTimeout(watch);
    watch = setTimeout(() => {
      close();
      open();
    }, SILENCE_MS);
  };

  const open = () => {
    const opened = connect(seen === undefined ? '/events' : `/events?after=${seen}`);
    source = opened;
    for (const type of ['ready', 'change', 'reload'] as const) {
      opened.addEventListener(type, (event) => {
        stayAlert();
        seen = Number(event.lastEventId);
        receive({ type, id: seen, data: JSON.parse(event.data) });
      });
    }
    opened.addEventListener('ping', stayAlert);
    // The browser reconnects by itself after a failure, but not after a refusal.
    opened.addEventListener('error', () => {
      if (opened.readyState !== CLOSED || source !== opened) return;
      close();
      receive({ type: 'refused' });
    });
    stayAlert();
  };

  open();
  return close;
}
