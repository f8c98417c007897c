import { api, unwrap } from './client';
import { subscribeToConnection } from './connection';
import { isSessionEnded } from './errors';
import { announceSessionEnd } from './sessionEnd';
import type { ObjectKind } from './types';

const RETRY_MS = 30_000;

/** Something that was changed, here or elsewhere. */
export interface ChangeEvent {
  group: number;
  change_count: number;
  /** The tasks it is about, unless they are too many. */
  tasks: number[];
  /** What kinds of things were changed. */
  kinds?: ObjectKind[];
}

export interface EventListeners {
  onChange: (event: ChangeEvent) => void;
  /** Changes may have been missed: all that was loaded may be old. */
  onMissed: () => void;
}

/** As much of the browser's `EventSource` as is needed. */
export type Source = Pick<EventSource, 'readyState' | 'addEventListener' | 'close'>;

const CLOSED = 2;

/** Listens to what the server tells of changes, as long as the tab is looked at. */
export function listenToEvents(
  { onChange, onMissed }: EventListeners,
  connect: (url: string) => Source = (url) => new EventSource(url),
): () => void {
  let source: Source | undefined;
  let seen: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const close = () => {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  };

  const open = () => {
    if (source || document.visibilityState === 'hidden') return;
    clearTimeout(timer);
    const opened = connect(seen === undefined ? '/events' : `/events?after=${seen}`);
    source = opened;
    opened.addEventListener('ready', (event) => {
      // Before the first connection nobody told what changed since the page was loaded.
      if (seen === undefined) onMissed();
      seen ??= idOf(event);
    });
    opened.addEventListener('change', (event) => {
      seen = idOf(event);
      onChange(JSON.parse(event.data) as ChangeEvent);
    });
    opened.addEventListener('reload', (event) => {
      seen = idOf(event);
      onMissed();
    });
    // The browser mends a broken connection by itself; what was refused it gives up.
    opened.addEventListener('error', () => {
      if (opened.readyState === CLOSED && source === opened) void comeBack();
    });
  };

  const comeBack = async () => {
    close();
    timer = setTimeout(open, RETRY_MS);
    try {
      await unwrap(api.GET('/check_session'));
    } catch (error) {
      if (isSessionEnded(error)) announceSessionEnd();
    }
  };

  const onVisibility = () => (document.visibilityState === 'hidden' ? close() : open());
  document.addEventListener('visibilitychange', onVisibility);
  const unsubscribe = subscribeToConnection((reachable) => {
    if (reachable) open();
  });
  open();

  return () => {
    document.removeEventListener('visibilitychange', onVisibility);
    unsubscribe();
    close();
  };
}

function idOf(event: MessageEvent): number {
  return Number(event.lastEventId);
}
