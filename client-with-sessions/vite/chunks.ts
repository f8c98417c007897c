/** What every page needs, whoever looks at it. */
const BASE = [
  '/node_modules/',
  '/src/api/',
  ...['Button', 'PageTitle', 'Toast', 'classNames', 'icons', 'preferences', 'storage'].map(ofUi),
];

/** What the task list needs, where a login leads, and the frame around it. */
const INSIDE = [
  '/src/changes/',
  '/src/features/tasks/',
  ...['AppLayout', 'MainNav', 'UserMenu', 'useAppShortcuts', 'useLiveChanges'].map(ofApp),
  ...['pages/TasksPage', 'pages/StatusFilter'].map(ofApp),
  ...['Day', 'EmptyState', 'LoadMore', 'PageHead', 'ShortcutsProvider'].map(ofUi),
  ...['dates', 'shorten', 'shortcuts', 'useKeepFocus'].map(ofUi),
];

/** What is fetched later, if at all. */
const LATER = ['/src/changes/followChanges', '/src/changes/actor'];

/** Puts what is always loaded together into one file: many small ones compress badly. */
export const chunks = {
  includeDependenciesRecursively: false,
  groups: [
    { name: 'base', test: (id: string) => isIn(id, BASE) },
    { name: 'inside', test: (id: string) => isIn(id, INSIDE) && !isIn(id, LATER) },
  ],
};

function isIn(id: string, places: string[]): boolean {
  return places.some((place) => id.includes(place));
}

function ofUi(name: string): string {
  return `/src/ui/${name}`;
}

function ofApp(name: string): string {
  return `/src/app/${name}`;
}
