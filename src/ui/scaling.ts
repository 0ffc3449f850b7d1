/** Whether channels are drawn on one scale or each on its own: the reader's choice, `<html data-scales>`. */
import { createSubscriber } from 'svelte/reactivity';
import type { Scaling } from '../notebook/trace';

const subscribe = createSubscriber((changed) => {
  const chosen = new MutationObserver(changed);
  chosen.observe(document.documentElement, { attributeFilter: ['data-scales'] });
  return () => chosen.disconnect();
});

export const scaling = {
  /** What reads it in an effect runs again when it changes. In the browser alone: the build cannot know. */
  get current(): Scaling {
    subscribe();
    return document.documentElement.dataset['scales'] === 'own' ? 'own' : 'shared';
  },
};
