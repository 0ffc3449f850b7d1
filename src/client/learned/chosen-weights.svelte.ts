/** Which weights pictures show: the reader's own, drawn at random or trained by their cells, or the learned ones. Kept like the theme. */
import { readPreference, writePreference } from '../keeping/preferences';

const choices = ['random', 'learned'] as const;
export type WeightsChoice = (typeof choices)[number];

class ChosenWeights {
  #current = $state.raw<WeightsChoice>(readPreference('weights', choices) ?? 'random');

  get current(): WeightsChoice {
    return this.#current;
  }

  choose(weights: WeightsChoice): void {
    this.#current = weights;
    writePreference('weights', weights);
    // As layouts/Page.astro does when a page is opened.
    document.documentElement.dataset.weights = weights;
  }
}

export const chosenWeights = new ChosenWeights();
