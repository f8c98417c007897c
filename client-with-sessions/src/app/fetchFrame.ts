import type { QueryClient } from '@tanstack/react-query';
import type { Source } from '../data/lists/lists';
import { projectsQuery } from '../data/queries/projects';
import { settingsQuery } from '../data/queries/settings';
import { prefetchList } from '../data/queries/tasks';
import { viewsQuery } from '../data/queries/views';
import { paths } from './pages/paths';

/** How long a page waits for the data of its frame. */
const PATIENCE_MS = 500;

/** The lists of the pages that `boot.js` asks for early. */
const LISTS: Record<string, Source> = {
  [paths.today]: { kind: 'agenda', days: 1 },
  [paths.upcoming]: { kind: 'agenda', days: 14, later: true },
  [paths.inbox]: { kind: 'inbox' },
  [paths.tasks]: { kind: 'status', status: 'open' },
};

/**
 * Fetches the frame's data before a page is shown, so nothing moves later: settings, projects,
 * views, and the list if it is one of those. If the server is slow or down, the page is shown
 * without them.
 */
export async function fetchFrame(
  client: QueryClient,
  { pathname, searchStr }: Place,
): Promise<void> {
  const list = searchStr === '' ? LISTS[pathname] : undefined;
  const fetched = Promise.all([
    client.prefetchQuery(settingsQuery),
    client.prefetchQuery(projectsQuery),
    client.prefetchQuery(viewsQuery),
    list && prefetchList(client, list).catch(() => undefined),
  ]);
  await Promise.race([fetched, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
}

/** The part of the router's location that is needed. */
interface Place {
  pathname: string;
  searchStr: string;
}
