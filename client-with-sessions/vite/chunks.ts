import type { Rolldown } from 'vite';

/** Where every page begins. */
const ENTRY = '/src/main.tsx';

/** The frame around the lists of tasks, and the pages where a login leads. */
const LISTS = [
  '/src/app/AppLayout.tsx',
  '/src/app/fetchFrame.ts',
  ...['DonePage', 'InboxPage', 'TasksPage', 'TodayPage', 'UpcomingPage'].map(
    (page) => `/src/app/pages/${page}.tsx`,
  ),
];

/** What is loaded without the lists: the renderer, and the pages of someone who is not logged in. */
const WITHOUT_LISTS = [
  '/react-dom/client.js',
  '/src/app/pages/LogInPage.tsx',
  '/src/app/pages/SignUpPage.tsx',
];

/**
 * Puts what is always loaded together into one file, since many small ones compress badly and cost
 * a way to the server each: `base` is what every page needs and what the lists share with the pages
 * outside, and `inside` what only the lists need. What they import later has files of its own.
 */
export const chunks = {
  includeDependenciesRecursively: false,
  groups: [{ name: chunkOf, debugName: 'base, inside' }],
};

function chunkOf(id: string, modules: Modules): string | null {
  if (id.endsWith(ENTRY)) return null;
  if (isBelow([ENTRY], id, modules)) return 'base';
  if (!isBelow(LISTS, id, modules)) return null;
  return isBelow(WITHOUT_LISTS, id, modules) ? 'base' : 'inside';
}

/** Whether a module is one of these, or they import it, or something that they import does. */
function isBelow(roots: string[], id: string, modules: Modules, seen = new Set<string>()): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  if (roots.some((root) => id.endsWith(root))) return true;
  const importers = modules.getModuleInfo(id)?.importers ?? [];
  return importers.some((importer) => isBelow(roots, importer, modules, seen));
}

type Modules = Rolldown.ChunkingContext;
