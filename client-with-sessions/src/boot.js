// Runs before the first paint and before any module: sets the theme, and asks for everything that the first page needs
// while the modules are on their way.
(() => {
  const stored = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      // Storage can be forbidden; then it is as if nothing were stored.
      return null;
    }
  };
  const { ahead = '', font } = document.currentScript?.dataset ?? {};
  const fetchAhead = (href, rel, as) =>
    document.head.append(
      Object.assign(document.createElement('link'), { href, rel, as, crossOrigin: '' }),
    );
  const root = document.documentElement;

  const theme = stored('tracker.theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;

  // An earlier page has put it into the cache.
  if (font !== undefined && stored('tracker.font') === font) {
    root.dataset.font = '';
    fetchAhead(font, 'preload', 'font');
  }

  // Whoever was logged in last most likely still is.
  if (stored('tracker.user') === null || stored('tracker.log-out') !== null) return;
  root.dataset.expects = 'user';

  for (const href of ahead.split(' ').filter(Boolean)) {
    if (href.endsWith('.css')) fetchAhead(href, 'preload', 'style');
    else fetchAhead(href, 'modulepreload', 'script');
  }

  const day = '/agenda?days=1&limit=50';
  const lists = {
    '/': day,
    '/app': day,
    '/app/today': day,
    '/app/upcoming': '/agenda?days=14&limit=50',
    '/app/inbox': '/inbox?page=1&per_page=50',
    '/app/tasks': '/tasks?status=open&per_page=50',
  };
  const list = location.search === '' ? lists[location.pathname] : undefined;
  window.early = new Map();
  for (const url of ['/check_session', '/settings', '/projects', '/views', list]) {
    if (!url) continue;
    const answer = fetch(url);
    // It is asked for again when it is needed.
    answer.catch(() => {});
    window.early.set(url, answer);
  }
})();
