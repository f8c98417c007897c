import { api, unwrap, whenSessionRenewed } from './client';
import { subscribeToConnection } from './connection';
import { isSessionEnded } from './errors';
import type { OpenStream, StreamMessage } from './eventStream';
import { announceSessionEnd } from './sessionEnd';
import { openSharedStream } from './sharedEvents';
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

/** Listens to the server's events of changes while the tab is visible. */
export function listenToEvents(
  { onChange, onMissed }: EventListeners,
  openStream: OpenStream = openSharedStream,
): () => void {
  let closeStream: (() => void) | undefined;
  let seen: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const close = () => {
    clearTimeout(timer);
    closeStream?.();
    closeStream = undefined;
  };

  const open = () => {
    if (closeStream || document.visibilityState === 'hidden') return;
    clearTimeout(timer);
    closeStream = openStream(seen, receive);
  };

  const receive = (message: StreamMessage) => {
    if (message.type === 'refused') return void comeBack();
    // Changes between loading the page and the first connection may have been missed.
    const mayHaveMissed =
      message.type === 'reload' || (message.type === 'ready' && seen === undefined);
    seen = message.id;
    if (mayHaveMissed) onMissed();
    if (message.type === 'change') onChange(message.data as ChangeEvent);
  };

  const comeBack = async () => {
    close();
    timer = setTimeout(open, RETRY_MS);
    try {
      await whenSessionRenewed();
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
