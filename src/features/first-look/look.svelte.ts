/** The learned network's looks at one photograph after the other, for the landing page. */
import { explain } from '../../client/errors/unexpected';
import { photograph } from '../../client/photograph/chosen-photograph.svelte';
import type { LearnedAnswer } from '../../learned/classes';
import type { Photograph } from '../../notebook/messages';
import type { LayerActivation } from '../../notebook/output';

/** What the reader has pressed before the figure was awake. */
export type Wish = { kind: 'gallery' } | { kind: 'camera' } | { kind: 'file'; file: File };

/** What the learned network makes of a photograph. */
export interface Seen {
  answers: readonly LearnedAnswer[];
  activations: readonly LayerActivation[];
}

export interface LookHost {
  /** @throws {ReaderError} if it cannot say */
  see(photograph: Photograph): Promise<Seen>;
  /** The photograph is there; what the layers make of it is not. */
  onPhotograph(shown: Photograph): void;
  onActivations(activations: readonly LayerActivation[]): void;
}

export class Look {
  readonly #host: LookHost;
  #answers = $state.raw<readonly LearnedAnswer[] | null>(null);
  #title = $state.raw('');
  #looking = $state.raw(false);
  #trouble = $state.raw<string | null>(null);
  /** Of the photograph that is wanted: what comes of those before it comes too late. */
  #wanted = 0;

  constructor(host: LookHost) {
    this.#host = host;
  }

  /** Null before the first and while it looks. */
  get answers(): readonly LearnedAnswer[] | null {
    return this.#answers;
  }

  /** Of the photograph that the answers are about. */
  get title(): string {
    return this.#title;
  }

  get looking(): boolean {
    return this.#looking;
  }

  /** What went wrong, for the reader; null if nothing did. */
  get trouble(): string | null {
    return this.#trouble;
  }

  /** Looks at the tab's photograph. @param choice makes it the one that the reader wants */
  async at(choice: Promise<void>): Promise<void> {
    const wanted = ++this.#wanted;
    const isWanted = () => wanted === this.#wanted;
    this.#trouble = null;
    this.#looking = true;
    try {
      await choice;
      const shown = await photograph.decoded();
      if (!isWanted()) return;
      this.#answers = null;
      this.#host.onPhotograph(shown);
      const { answers, activations } = await this.#host.see(shown);
      if (!isWanted()) return;
      this.#title = shown.title;
      this.#answers = answers;
      this.#host.onActivations(activations);
    } catch (error) {
      const message = explain(error);
      if (isWanted()) this.#trouble = message;
    } finally {
      if (isWanted()) this.#looking = false;
    }
  }
}
