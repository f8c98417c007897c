/** What every page needs, whoever looks at it. */
const BASE = [
  '/node_modules/',
  '/src/api/',
  ...['Button', 'PageTitle', 'Toast', 'classNames', 'icons'].map(ofUi),
  '/src/browser/',
];

/**
 * What the lists of tasks need, where a login leads, and the frame around them: all of that, since
 * rolldown 1 makes of a remainder of the frame a file that exports what is not in it.
 */
const INSIDE = [
  '/src/commands/',
  ...['MutationsProvider', 'accounts/useLogOut', 'cache/', 'lists/', 'makeMutations'].map(ofData),
  ...['outbox/', 'queries/', 'undo/'].map(ofData),
  ...['capture', 'createTask', 'deleteTask', 'moveTasks', 'restoreTask', 'skipTask'].map(
    ofMutations,
  ),
  ...['undoGroup', 'updateSettings', 'updateTasks'].map(ofMutations),
  '/src/features/bulk/Bulk.tsx',
  '/src/features/bulk/pickedField',
  '/src/features/bulk/sectionedProject',
  '/src/features/bulk/useBulkCommands',
  '/src/features/moving/',
  '/src/features/search/asQuery',
  ...['themes', 'useAccountTheme', 'useSaveSettings'].map(ofSettings),
  '/src/features/tasks/',
  '/src/format/',
  '/src/selection/',
  '/src/suggestions/',
  '/src/words/',
  ...['AppLayout', 'MainNav', 'PaletteHost', 'PaletteProvider', 'TaskPanelHost'].map(ofApp),
  ...['UserMenu', 'pagesToGo', 'useAccountTime', 'useAppCommands', 'useLiveChanges'].map(ofApp),
  ...['saveQuery', 'useOpenTaskInAddress', 'useSelecting', 'useSendLocale', 'useSettled'].map(ofApp),
  ...['fetchFrame', 'useToSearch'].map(ofApp),
  ...['DonePage', 'InboxPage', 'StatusFilter', 'TasksPage'].map(ofPages),
  ...['TodayPage', 'UpcomingPage', 'useHistory'].map(ofPages),
  ...['ClockContext', 'Day', 'EmptyState', 'LoadMore', 'LoadingDialog', 'OptionList'].map(ofUi),
  ...['OutsideLink', 'PageHead', 'SearchLink', 'Swatch', 'loadable'].map(ofUi),
  ...['groupBy', 'isComposing', 'narrow', 'useKeepFocus', 'useLatest', 'useMedia'].map(ofUi),
];

/** What is fetched later, if at all. */
const LATER = [
  ...['@dnd-kit', '@preact', 'tslib'].map(ofModule),
  ...['markdown-it', 'linkify-it', 'mdurl', 'punycode.js', 'uc.micro', 'entities'].map(ofModule),
  '/src/commands/KeysDialog',
  ...['cache/followChanges', 'queries/changes', 'queries/search'].map(ofData),
  ...['queries/taskDetails', 'queries/trash'].map(ofData),
  ...[
    'dragMarks',
    'dragging',
    'targetAt',
    'Moving.module',
    'TaskMenu',
    'menuItems',
    'ParentPicker',
  ].map(ofMoving),
  '/src/features/tasks/arrange/',
  '/src/features/tasks/board/',
  '/src/features/tasks/calendar/',
  '/src/features/tasks/details/',
  '/src/features/tasks/sections/',
  '/src/format/deviceName',
  '/src/suggestions/queryToken',
  '/src/suggestions/useFoundTasks',
  '/src/suggestions/useQueryTokens',
  '/src/words/actor',
];

/** Puts what is always loaded together into one file: many small ones compress badly. */
export const chunks = {
  includeDependenciesRecursively: false,
  groups: [
    { name: 'base', test: (id: string) => isIn(id, BASE) && !isIn(id, LATER) },
    { name: 'inside', test: (id: string) => isIn(id, INSIDE) && !isIn(id, LATER) },
  ],
};

function isIn(id: string, places: string[]): boolean {
  return places.some((place) => id.includes(place));
}

function ofModule(name: string): string {
  return `/node_modules/${name}/`;
}

function ofUi(name: string): string {
  return `/src/ui/${name}`;
}

function ofData(name: string): string {
  return `/src/data/${name}`;
}

function ofMutations(name: string): string {
  return ofData(`mutations/${name}`);
}

function ofMoving(name: string): string {
  return `/src/features/moving/${name}`;
}

function ofSettings(name: string): string {
  return `/src/features/settings/${name}`;
}

function ofApp(name: string): string {
  return `/src/app/${name}`;
}

function ofPages(name: string): string {
  return ofApp(`pages/${name}`);
}
