import type { QueryClient } from '@tanstack/react-query';
import { projectsQuery } from '../data/queries/projects';
import { settingsQuery } from '../data/queries/settings';
import { viewsQuery } from '../data/queries/views';

/** How long a page waits for the data of its frame. */
const PATIENCE_MS = 500;

/**
 * Fetches the frame's data before a page is shown, so nothing moves later: settings, projects and
 * views. If the server is slow or down, the page is shown without them.
 */
export async function fetchFrame(client: QueryClient): Promise<void> {
  const fetched = Promise.allSettled([
    client.ensureQueryData(settingsQuery),
    client.ensureQueryData(projectsQuery),
    client.ensureQueryData(viewsQuery),
  ]);
  await Promise.race([fetched, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
}
