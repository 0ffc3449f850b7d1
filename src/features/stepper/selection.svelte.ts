import type { Unit } from '../../model/feature-maps';
import { readAddress, writeAddress, type StepperAddress } from '../../client/addresses/stepper-url';

/** The selected layer and unit, kept in the page's address. */
export class Selection {
  #address = $state.raw<StepperAddress>({ layer: null, unit: null });

  /** Null: none was chosen, or `unit` is one of the network's input. */
  get layer(): string | null {
    return this.#address.layer;
  }

  get unit(): Unit | null {
    return this.#address.unit;
  }

  /** @param layer null for the network's input */
  select(layer: string | null, unit: Unit | null = null): void {
    this.#address = { layer, unit };
    try {
      // The router keeps the page's place in the history there.
      history.replaceState(
        history.state,
        '',
        writeAddress(this.#address) || location.pathname + location.search,
      );
    } catch (error) {
      // Safari takes a hundred in half a minute, and the next one after that.
      if (!(error instanceof DOMException)) throw error;
    }
  }

  /** Far from where the reader was: the browser's Back leads there again. */
  leap(layer: string | null, unit: Unit): void {
    this.#address = { layer, unit };
    location.hash = writeAddress(this.#address);
  }

  /** Reads the page's address now and whenever it changes. Gives the function that ends it. */
  listen(): () => void {
    const read = () => (this.#address = readAddress(location.hash));
    read();
    // The router follows a link within the page without a hashchange, and says popstate.
    const events = ['hashchange', 'popstate'] as const;
    for (const event of events) addEventListener(event, read);
    document.addEventListener('astro:page-load', read);
    return () => {
      for (const event of events) removeEventListener(event, read);
      document.removeEventListener('astro:page-load', read);
    };
  }
}
