/** A formula wider than its place scrolls there: the keyboard has to reach it, and only it. */
const watcher = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) {
      target.setAttribute('tabindex', '0');
      target.setAttribute('role', 'group');
      target.setAttribute('aria-label', 'Formula');
    } else for (const name of ['tabindex', 'role', 'aria-label']) target.removeAttribute(name);
  }
});
document.addEventListener('astro:page-load', () => {
  watcher.disconnect();
  for (const formula of document.querySelectorAll('.maths-display')) watcher.observe(formula);
});
