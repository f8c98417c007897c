import { infiniteQueryOptions, type QueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import type { ListData, ListPage } from '../lists/listData';
import type { Source } from '../lists/lists';

export const taskKeys = {
  all: ['tasks'] as const,
  lists: () => [...taskKeys.all, 'list'] as const,
  list: (source: Source) => [...taskKeys.lists(), source] as const,
  /** As much of a list as a screen shows. */
  firstScreen: (source: Source) => [...taskKeys.all, 'first-screen', source] as const,
  /** Single tasks. */
  singles: () => [...taskKeys.all, 'one'] as const,
  single: (id: number) => [...taskKeys.singles(), id] as const,
  /** Data that depends on other tasks or on the time: subtasks, next dates, urgency, relations. */
  details: () => [...taskKeys.all, 'detail'] as const,
  detail: (what: 'subtasks' | 'occurrences' | 'urgency', id: number) =>
    [...taskKeys.details(), what, id] as const,
  allRelations: () => [...taskKeys.details(), 'relations'] as const,
  relations: (ids: string) => [...taskKeys.allRelations(), ids] as const,
  trash: () => [...taskKeys.all, 'trash'] as const,
  histories: () => [...taskKeys.all, 'history'] as const,
  history: (id: number) => [...taskKeys.histories(), id] as const,
  activity: () => [...taskKeys.all, 'activity'] as const,
};

import type { Openness } from '../lists/lists';

const PER_PAGE = 50;

/** The tasks of a list, a page at a time. */
export function taskListQuery(source: Source) {
  return infiniteQueryOptions<
    ListPage,
    Error,
    ListData,
    ReturnType<typeof taskKeys.list>,
    number | null
  >({
    queryKey: taskKeys.list(source),
    queryFn: ({ pageParam, signal }) => fetchPage(source, pageParam, signal),
    initialPageParam: null,
    getNextPageParam: (page, pages) => nextOf(source, page, pages),
    // Other tabs and devices change tasks too.
    refetchOnWindowFocus: 'always',
  });
}

/**
 * Fetches a list before it is shown: of a long agenda only as much as a screen shows, and the rest
 * once it is shown.
 */
export async function prefetchList(client: QueryClient, source: Source): Promise<void> {
  const query = taskListQuery(source);
  const { queryKey } = query;
  const isThere = () => client.getQueryData(queryKey) !== undefined;
  if (source.kind !== 'agenda' || isThere()) return client.prefetchInfiniteQuery(query);
  const page = await client.fetchQuery({
    queryKey: taskKeys.firstScreen(source),
    queryFn: ({ signal }) => fetchAgenda(source, signal, PER_PAGE),
    gcTime: 0,
  });
  if (isThere()) return;
  client.setQueryData(queryKey, { pages: [page], pageParams: [null] });
  if (page.agenda?.isPartial) await client.invalidateQueries({ queryKey, refetchType: 'none' });
}

function fetchPage(source: Source, next: number | null, signal: AbortSignal): Promise<ListPage> {
  const page = { page: next ?? 1, per_page: PER_PAGE };
  switch (source.kind) {
    case 'status': {
      const query = {
        status: asked(source.status),
        per_page: PER_PAGE,
        ...(next !== null && { before: next }),
      };
      return listed(unwrap(api.GET('/tasks', { params: { query }, signal })));
    }
    case 'inbox':
      return listed(unwrap(api.GET('/inbox', { params: { query: page }, signal })));
    case 'project': {
      const { id, status } = source;
      const params = { path: { id }, query: { status: asked(status), ...page } };
      return listed(unwrap(api.GET('/projects/{id}/tasks', { params, signal })));
    }
    case 'query':
      return search(source.q, page, signal);
    case 'done':
      return search('is:done sort:-completed', page, signal);
    case 'together':
      return fetchTogether(source, signal);
    case 'agenda':
      return next === null ? fetchAgenda(source, signal) : fetchLater(source, page, signal);
  }
}

/** The API calls closed tasks done. */
function asked<T extends Openness | 'all'>(status: T) {
  return (status === 'closed' ? 'done' : status) as Exclude<T, 'closed'> | 'done';
}

function search(q: string, page: { page: number; per_page: number }, signal: AbortSignal) {
  return listed(unwrap(api.GET('/tasks', { params: { query: { q, ...page } }, signal })));
}

async function listed(answer: Promise<{ tasks: ListPage['tasks']; total: number }>) {
  const { tasks, total } = await answer;
  const last = tasks.at(-1);
  const isLast = tasks.length < PER_PAGE;
  return { tasks, total, last, next: isLast ? null : (last?.id ?? null) };
}

type AgendaSource = Extract<Source, { kind: 'agenda' }>;

/** What comes after the days of an agenda, a page at a time. */
function fetchLater(
  { days, from }: AgendaSource,
  page: { page: number; per_page: number },
  signal: AbortSignal,
): Promise<ListPage> {
  const query = { days, ...(from !== undefined && { from }), ...page };
  return listed(unwrap(api.GET('/agenda/later', { params: { query }, signal })));
}

async function fetchAgenda(
  { days, from, later }: AgendaSource,
  signal: AbortSignal,
  limit?: number,
): Promise<ListPage> {
  const query = {
    days,
    ...(from !== undefined && { from }),
    ...(limit !== undefined && { limit }),
  };
  const agenda = await unwrap(api.GET('/agenda', { params: { query }, signal }));
  const tasks = agenda.days.flatMap(({ date, tasks }) =>
    tasks.map((task) => ({ ...task, day: date })),
  );
  return {
    tasks,
    total: agenda.total,
    next: later ? 1 : null,
    agenda: {
      today: agenda.today,
      days: agenda.days.map(({ date, capacity, coming, parts }) => ({
        date,
        capacity,
        coming,
        parts,
      })),
      truncated: agenda.truncated,
      isPartial: tasks.length < agenda.total,
    },
  };
}

/** Today and what several queries find, at once: each has few tasks. */
async function fetchTogether(
  { queries, today }: Extract<Source, { kind: 'together' }>,
  signal: AbortSignal,
): Promise<ListPage> {
  const ofToday = today && fetchAgenda({ kind: 'agenda', days: 1 }, signal);
  const found = queries.map((q) => search(q, { page: 1, per_page: PER_PAGE }, signal));
  const [agenda, ...lists] = await Promise.all([ofToday, ...found]);
  const all = [...(agenda?.tasks ?? []), ...lists.flatMap(({ tasks }) => tasks)];
  const tasks = [...new Map(all.toReversed().map((task) => [task.id, task])).values()].toReversed();
  return {
    tasks,
    total: tasks.length,
    next: null,
    ...(agenda?.agenda && { agenda: agenda.agenda }),
  };
}

/**
 * Where the next page begins. Tasks that have left the list moved the others up, so pages are
 * counted by loaded tasks; duplicates are shown once.
 */
function nextOf(source: Source, last: ListPage, pages: ListPage[]): number | null {
  if (source.kind === 'status' || last.next === null || last.agenda) return last.next;
  const counted = pages.filter(({ agenda }) => agenda === undefined);
  const loaded = new Set(counted.flatMap(({ tasks }) => tasks.map(({ id }) => id))).size;
  return loaded < last.total ? Math.floor(loaded / PER_PAGE) + 1 : null;
}
