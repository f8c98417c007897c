// Runs before the first paint, so that the page never flashes in the wrong theme.
(() => {
  try {
    const theme = localStorage.getItem('tracker.theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // Storage can be forbidden; the system's theme it is.
  }
})();
