/** The network that the page is about: what its rail and its stepper show. */
import type { Network } from '../../model/layer';

interface Shown {
  network: () => Network;
  published: Network;
}

class PageNetwork {
  /** One for each component that shows it. */
  #shown = $state.raw<readonly Shown[]>([]);

  /** The longest, where they differ; null on a page that shows none. */
  get current(): Network | null {
    return longest(this.#shown.map(({ network }) => network()));
  }

  /** As the course has built it on this page; null on a page that shows none. */
  get published(): Network | null {
    return longest(this.#shown.map(({ published }) => published));
  }

  /** Says that a component shows a network. Gives the function that takes it back: for `onMount`. */
  show(network: () => Network, published: Network): () => void {
    const shown = { network, published };
    this.#shown = [...this.#shown, shown];
    return () => (this.#shown = this.#shown.filter((each) => each !== shown));
  }
}

function longest(networks: readonly Network[]): Network | null {
  return networks.reduce<Network | null>(
    (most, each) => (most && most.layers.length >= each.layers.length ? most : each),
    null,
  );
}

export const pageNetwork = new PageNetwork();
