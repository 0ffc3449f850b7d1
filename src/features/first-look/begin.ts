/** Wakes the landing page's figure: what is pressed there is imported, fetched and computed from here on. */
import { mount, unmount } from 'svelte';
import { sight } from '../../client/learned/sight.svelte';
import { mostProbable } from '../../learned/classes';
import { learnedNetwork } from '../../learned/network';
import type { Photograph } from '../../notebook/messages';
import Asking from './Asking.svelte';
import type { Lens } from './lens';
import { Look, type Seen, type Wish } from './look.svelte';
import { TowerLights } from './tower-lights';
import Verdict from './Verdict.svelte';

/** Takes the places of what the page was built with, and does what the reader wished. */
export function begin(figure: HTMLElement, lens: Lens, wish: Wish): void {
  const [asking, verdict] = ['asking', 'verdict'].map((place) => figure.querySelector(`[data-${place}]`));
  if (!asking || !verdict) throw new Error('The figure has no places for what is asked and answered.');
  const lights = new TowerLights(figure, lens);
  /** What the page was built with; its answers are true until another photograph is looked at. */
  const built = verdict.firstElementChild;
  const look = new Look({
    see: lookAt,
    onPhotograph: (photograph) => {
      figure.dataset['firstLook'] = 'looking';
      built?.remove();
      showWhole(figure);
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
  // One way through the network tells both.
  const { activations } = await sight.about(learnedNetwork())('trace', photograph);
  return { answers: mostProbable(activations.at(-1)?.values ?? []), activations };
}

/** Brings it into view where it is not: on a phone the choice stands below what comes of it. */
function showWhole(figure: HTMLElement): void {
  const { top, bottom } = figure.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) figure.scrollIntoView();
}
