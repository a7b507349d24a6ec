// Sets the colour scheme before the first paint, so that a dark screen never flashes white. A file of its own rather
// than an inline script, so that the page runs under a content security policy without 'unsafe-inline' scripts.
(function () {
  var stored = null;
  try {
    stored = localStorage.getItem('mantine-color-scheme-value');
  } catch (_) {
    stored = null;
  }
  var dark = stored === 'dark' || (stored !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
