/** The network that the page is about: what its rail and its stepper show. */
import type { Network } from '../../model/layer';

class PageNetwork {
  /** One for each component that shows it. */
  #shown = $state.raw<readonly (() => Network)[]>([]);

  /** The longest, where they differ; null on a page that shows none. */
  get current(): Network | null {
    return this.#shown
      .map((network) => network())
      .reduce<Network | null>(
        (most, each) => (most && most.layers.length >= each.layers.length ? most : each),
        null,
      );
  }

  /** Says that a component shows a network. Gives the function that takes it back: for `onMount`. */
  show(network: () => Network): () => void {
    this.#shown = [...this.#shown, network];
    return () => (this.#shown = this.#shown.filter((each) => each !== network));
  }
}

export const pageNetwork = new PageNetwork();
