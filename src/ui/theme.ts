/** Whether the page is light or dark: by the reader's choice or the system's, and light on paper. */
import { createSubscriber } from 'svelte/reactivity';
import type { Theme } from '../drawing/colour-scale';

const dark = '(prefers-color-scheme: dark)';
const print = 'print';

/** @returns what ends it */
export function onThemeChange(changed: () => void): () => void {
  const chosen = new MutationObserver(changed);
  chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const queries = [dark, print].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener('change', changed);
  return () => {
    chosen.disconnect();
    for (const query of queries) query.removeEventListener('change', changed);
  };
}

const subscribe = createSubscriber(onThemeChange);

export const theme = {
  /** What reads it in an effect runs again when it changes. In the browser alone: the build cannot know. */
  get current(): Theme {
    subscribe();
    if (matchMedia(print).matches) return 'light';
    const chosen = document.documentElement.dataset['theme'];
    return (chosen ?? (matchMedia(dark).matches ? 'dark' : 'light')) === 'dark' ? 'dark' : 'light';
  },
};
