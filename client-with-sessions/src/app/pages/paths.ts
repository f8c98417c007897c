/** The addresses of all pages. */
export const paths = {
  home: '/',
  app: '/app',
  inbox: '/app/inbox',
  today: '/app/today',
  upcoming: '/app/upcoming',
  calendar: '/app/calendar',
  time: '/app/time',
  focus: '/app/focus',
  plan: '/app/plan',
  close: '/app/close',
  week: '/app/week',
  tasks: '/app/tasks',
  done: '/app/done',
  statistics: '/app/statistics',
  projects: '/app/projects',
  project: '/app/projects/$id',
  habits: '/app/habits',
  habit: '/app/habits/$id',
  search: '/app/search',
  view: '/app/views/$id',
  activity: '/app/activity',
  trash: '/app/trash',
  settings: '/app/settings',
  logIn: '/app/login',
  signUp: '/app/signup',
  loginLink: '/app/login-link',
} as const;

/** The whole account as a file. */
export const EXPORT = '/export';

const NO_RETURN: ReadonlySet<string> = new Set([paths.logIn, paths.signUp, paths.loginLink]);

/**
 * Where to go after logging in: a page of this app and nothing else, whatever the address said.
 */
export function safeNext(next: unknown): string {
  if (typeof next !== 'string' || !next.startsWith('/')) return paths.today;
  let url: URL;
  try {
    url = new URL(next, window.location.origin);
  } catch {
    return paths.today;
  }
  const isOurs = url.origin === window.location.origin;
  const isPage = url.pathname === paths.app || url.pathname.startsWith(`${paths.app}/`);
  if (!isOurs || !isPage || NO_RETURN.has(url.pathname)) return paths.today;
  return url.pathname + url.search + url.hash;
}
