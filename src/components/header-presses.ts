/**
 * What the header's buttons, and the switches of scales, do when they are pressed. One script for all: each of its own would be another request on
 * every page. One listener for every page of the visit: the router swaps the buttons, not the document.
 */
import { ignoreConnectionError } from '../client/errors/connection';
import { writePreference } from '../client/keeping/preferences';

// Light or dark.
document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element) || !event.target.closest('[data-theme-button]')) return;
  const root = document.documentElement;
  const dark = root.dataset['theme']
    ? root.dataset['theme'] === 'dark'
    : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset['theme'] = dark ? 'light' : 'dark';
  writePreference('theme', root.dataset['theme']);
});

// Channels on one scale, or each on its own.
document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element) || !event.target.closest('[data-scales-button]')) return;
  const { dataset } = document.documentElement;
  dataset['scales'] = dataset['scales'] === 'own' ? 'shared' : 'own';
  writePreference('scales', dataset['scales']);
});

// Print.
document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element) || !event.target.closest('[data-print]')) return;
  import('../client/page/print-page')
    .then(({ printPage }) => printPage())
    .catch((error: unknown) => {
      print();
      ignoreConnectionError(error);
    });
});

// What stands in the header as a sign, or in a panel, by its name in the contents.
const opens: Readonly<Record<string, () => void>> = {
  kernel: () => document.querySelector<HTMLElement>('[data-kernel] [popovertarget]')?.click(),
  changes: () => document.querySelector<HTMLElement>('[data-changes]')?.click(),
  // Its dialog is a component, which is told.
  export: () => {
    import('../client/page/export-dialog.svelte')
      .then(({ exportDialog }) => (exportDialog.open = true))
      .catch(ignoreConnectionError);
  },
};
document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element)) return;
  const pressed = event.target.closest<HTMLElement>('[data-opens]');
  if (pressed) opens[pressed.dataset['opens'] ?? '']?.();
});

// Without script, and when it cannot be fetched, the link leads to the page of all headings.
function openSearchOf(link: HTMLAnchorElement | null) {
  import('../features/search/open-search')
    .then(({ openSearch }) => openSearch())
    .catch((error: unknown) => {
      if (link) location.assign(link.href);
      ignoreConnectionError(error);
    });
}

// Search.
document.addEventListener(
  'click',
  (event) => {
    if (!(event.target instanceof Element) || event.button !== 0) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest<HTMLAnchorElement>('a[data-search]');
    if (!link) return;
    event.preventDefault();
    openSearchOf(link);
  },
  // Before the router, which would follow the link.
  { capture: true },
);
document.addEventListener('keydown', (event) => {
  const { target, key, ctrlKey, metaKey, shiftKey, altKey } = event;
  const typing =
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
  const slash = key === '/' && !typing && !ctrlKey && !metaKey && !altKey;
  const shortcut = key.toLowerCase() === 'k' && (ctrlKey || metaKey) && !shiftKey && !altKey;
  // A dialog that is open has the keyboard.
  if (event.defaultPrevented || !(slash || shortcut) || document.querySelector('dialog[open]')) return;
  event.preventDefault();
  openSearchOf(document.querySelector<HTMLAnchorElement>('a[data-search]'));
});
