/** Changes that came from elsewhere and wait for the reader's word. Nothing of them is in the notebook yet. */
import type { Shared } from '../../notebook/share';

export interface Offered {
  /** What brought them, for the reader. */
  from: 'link' | 'file';
  /** A sentence for the reader instead, if they cannot be read. */
  content: Shared | string;
  /** Called when the reader has decided, whatever it was. */
  onDecided?: () => void;
}

class WaitingOffer {
  #offered = $state.raw<Offered | null>(null);

  get current(): Offered | null {
    return this.#offered;
  }

  /** Asks the reader; a later offer takes the place of an earlier one. */
  ask(offered: Offered): void {
    this.#offered = offered;
  }

  /** It cannot be shown, so the reader decides nothing. */
  drop(): void {
    this.#offered = null;
  }

  decided(): void {
    const offered = this.#offered;
    this.#offered = null;
    offered?.onDecided?.();
  }
}

export const waitingOffer = new WaitingOffer();
