import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { type ChangeEvent, type EventListeners, listenToEvents } from '../../api/events';
import type { ObjectKind } from '../../api/types';
import { isSending } from '../outbox/pending';
import { habitKeys } from '../queries/habits';
import { projectKeys } from '../queries/projects';
import { reviewKeys } from '../queries/reviews';
import { sectionKeys } from '../queries/sections';
import { settingsKeys } from '../queries/settings';
import { tagKeys } from '../queries/tags';
import { taskKeys } from '../queries/tasks';
import { timeKeys } from '../queries/timeEntries';
import { viewKeys } from '../queries/views';

/** The shortest time between two refreshes, however much happens elsewhere. */
const GAP_MS = 100;
/** How long an event waits for an answer that may show that it comes from this tab. */
const PATIENCE_MS = 1_000;

/** Counts, which change with every task. */
const COUNTS: QueryKey[] = [projectKeys.all, sectionKeys.all, tagKeys.all, reviewKeys.all];
const EVERYTHING: QueryKey[] = [
  taskKeys.all,
  ...COUNTS,
  viewKeys.all,
  settingsKeys.all,
  timeKeys.all,
  habitKeys.all,
];

/** Refreshes the page when something is changed elsewhere. */
export function followChanges(
  client: QueryClient,
  isOwn: (group: number) => boolean,
  listen: (listeners: EventListeners) => () => void = listenToEvents,
): () => void {
  let events: ChangeEvent[] = [];
  let hasMissed = false;
  let isRefreshing = false;
  let isStopped = false;

  const drain = async () => {
    if (isRefreshing) return;
    isRefreshing = true;
    while (!isStopped && (hasMissed || events.length > 0)) {
      if (events.some(({ group }) => !isOwn(group))) await ownAnswers(client);
      const others = events.filter(({ group }) => !isOwn(group));
      const keys = hasMissed ? EVERYTHING : keysOf(others);
      events = [];
      hasMissed = false;
      if (keys.length > 0) await Promise.all([refresh(client, keys), wait(GAP_MS)]);
    }
    isRefreshing = false;
  };

  const stop = listen({
    onChange(event) {
      events.push(event);
      void drain();
    },
    onMissed() {
      hasMissed = true;
      void drain();
    },
  });
  return () => {
    isStopped = true;
    stop();
  };
}

/** The keys of the queries these changes affect. */
function keysOf(events: ChangeEvent[]): QueryKey[] {
  if (events.length === 0) return [];
  const isComplete = events.every(({ tasks, change_count }) => tasks.length >= change_count);
  const ids = [...new Set(events.flatMap(({ tasks }) => tasks))];
  const ofTasks = isComplete
    ? ids.flatMap((id) => [taskKeys.single(id), taskKeys.history(id)])
    : [taskKeys.singles(), taskKeys.histories()];
  const has = (kind: ObjectKind) => events.some(({ kinds }) => kinds?.includes(kind));
  return [
    taskKeys.lists(),
    taskKeys.trash(),
    taskKeys.activity(),
    taskKeys.details(),
    ...ofTasks,
    ...COUNTS,
    ...(has('view') ? [viewKeys.all] : []),
    ...(has('settings') ? [settingsKeys.all] : []),
    ...(has('time_entry') ? [timeKeys.all] : []),
    ...(has('habit') || has('habit_entry') || has('pause') || has('settings')
      ? [habitKeys.all]
      : []),
  ];
}

async function refresh(client: QueryClient, keys: QueryKey[]): Promise<void> {
  await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
}

/** Waits for the answers of this tab: the event of a change can be faster than its answer. */
async function ownAnswers(client: QueryClient): Promise<void> {
  if (!isSending(client)) return;
  const mutations = client.getMutationCache();
  let stop = () => {};
  const answered = new Promise<void>((resolve) => {
    stop = mutations.subscribe(() => {
      if (!isSending(client)) resolve();
    });
  });
  await Promise.race([answered, wait(PATIENCE_MS)]);
  stop();
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
