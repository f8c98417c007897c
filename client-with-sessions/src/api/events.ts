import { api, unwrap } from './client';
import { subscribeToConnection } from './connection';
import { isSessionEnded } from './errors';
import { announceSessionEnd } from './sessionEnd';
import type { ObjectKind } from './types';

const RETRY_MS = 30_000;

/** A group of changes, made here or elsewhere. */
export interface ChangeEvent {
  group: number;
  change_count: number;
  /** The ids of its tasks, unless there are too many. */
  tasks: number[];
  /** The kinds of objects that were changed. */
  kinds?: ObjectKind[];
}

export interface EventListeners {
  onChange: (event: ChangeEvent) => void;
  /** Changes may have been missed, so all loaded data may be out of date. */
  onMissed: () => void;
}

/** The part of the browser's `EventSource` that is needed. */
export type Source = Pick<EventSource, 'readyState' | 'addEventListener' | 'close'>;

const CLOSED = 2;

/** Listens to the server's events of changes while the tab is visible. */
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
      // Changes between loading the page and the first connection may have been missed.
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
    // The browser reconnects by itself after a failure, but not after a refusal.
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
