/** Wakes the landing page's figure: what is pressed there is imported, fetched and computed from here on. */
import { mount, unmount } from 'svelte';
import { sight } from '../../client/learned/sight.svelte';
import { learnedNetwork } from '../../learned/network';
import type { Photograph } from '../../notebook/messages';
import Asking from './Asking.svelte';
import { Look, type Seen, type Wish } from './look.svelte';
import { TowerLights } from './tower-lights';
import Verdict from './Verdict.svelte';

/** Takes the places of what the page was built with, and does what the reader wished. */
export function begin(figure: HTMLElement, wish: Wish): void {
  const [asking, verdict] = ['asking', 'verdict'].map((place) => figure.querySelector(`[data-${place}]`));
  if (!asking || !verdict) throw new Error('The figure has no places for what is asked and answered.');
  const lights = new TowerLights(figure);
  /** What the page was built with; its answers are true until another photograph is looked at. */
  const built = verdict.firstElementChild;
  const look = new Look({
    see: lookAt,
    onPhotograph: (photograph) => {
      figure.dataset['firstLook'] = 'looking';
      built?.remove();
      lights.showPhotograph(photograph);
    },
    onActivations: (activations) => void lights.show(activations),
  });
  asking.replaceChildren();
  const parts = [
    mount(Asking, { target: asking, props: { look, wish } }),
    mount(Verdict, { target: verdict, props: { look } }),
  ];
  // The page before the router swaps it.
  document.addEventListener('astro:before-swap', () => parts.forEach((part) => void unmount(part)), {
    once: true,
  });
}

async function lookAt(photograph: Photograph): Promise<Seen> {
  const [answers, { activations }] = await Promise.all([
    sight.ask('answers', photograph),
    sight.about(learnedNetwork())('trace', photograph),
  ]);
  return { answers, activations };
}
