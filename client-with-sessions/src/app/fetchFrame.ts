import type { QueryClient } from '@tanstack/react-query';
import { projectsQuery } from '../data/queries/projects';
import { settingsQuery } from '../data/queries/settings';
import { viewsQuery } from '../data/queries/views';

/** How long a page waits for what stands around it. */
const PATIENCE_MS = 500;

/**
 * Fetches what stands around every page, so that nothing moves when it comes: the settings, the projects and the views.
 * Where the server is slow or away, the page comes without them.
 */
export async function fetchFrame(client: QueryClient): Promise<void> {
  const fetched = Promise.allSettled([
    client.ensureQueryData(settingsQuery),
    client.ensureQueryData(projectsQuery),
    client.ensureQueryData(viewsQuery),
  ]);
  await Promise.race([fetched, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
}
