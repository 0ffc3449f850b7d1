/** The network that the sources describe as they stand, while some of them have not run: known without the kernel. */
import type { Described } from '../../notebook/described-network';
import type { Stamped } from '../../notebook/stamp';
import type { LiveNetwork } from './shown-network';
import type { TypedNetworks } from './typed-networks';

/** Nothing is known until what reads the cells has come: it is fetched with the first edit. */
class TypedNetworksOnDemand {
  #found = $state.raw<TypedNetworks | null>(null);

  use(found: TypedNetworks): void {
    this.#found = found;
  }

  through(chapter: string | null): LiveNetwork | null {
    return this.#found?.through(chapter) ?? null;
  }

  throughCell(cells: readonly Stamped[], cellId: string): Described | null {
    return this.#found?.throughCell(cells, cellId) ?? null;
  }

  whole(cells: readonly Stamped[]): Described | null {
    return this.#found?.whole(cells) ?? null;
  }
}

export const typedNetworks = new TypedNetworksOnDemand();
