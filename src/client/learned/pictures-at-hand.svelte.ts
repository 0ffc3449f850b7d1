/**
 * The pictures at hand, the site's photographs and the reader's own, and what the learned network makes of each. One
 * pass serves all figures that compare them.
 */
import type { PictureSeen } from '../../notebook/insight';
import type { Photograph } from '../../notebook/messages';
import { explain } from '../errors/unexpected';
import { photograph as chosen } from '../photograph/chosen-photograph.svelte';
import { loadPhotograph } from '../photograph/decode';
import { photographs } from '../photograph/photographs';
import { sight } from './sight.svelte';

export interface SeenPhotograph {
  readonly photograph: Photograph;
  readonly seen: PictureSeen;
}

class PicturesAtHand {
  #pictures = $state.raw<readonly SeenPhotograph[]>([]);
  #looking = $state(false);
  #stopping = false;
  #trouble = $state.raw<string | null>(null);

  /** Those that the network has looked at, in the order in which it did. */
  get pictures(): readonly SeenPhotograph[] {
    return this.#pictures.filter(({ photograph }) => photograph.id !== 'own' || chosen.id === 'own');
  }

  /** How many it will have looked at in the end. */
  get total(): number {
    return photographs.length + (chosen.id === 'own' ? 1 : 0);
  }

  get looking(): boolean {
    return this.#looking;
  }

  get complete(): boolean {
    return !this.#looking && this.pictures.length === this.total;
  }

  /** Why it has stopped before the end, for the reader. */
  get trouble(): string | null {
    return this.#trouble;
  }

  /** Looks at all that have not been looked at yet, and at the reader's own picture if it is another one. */
  async look(): Promise<void> {
    this.#stopping = false;
    if (this.#looking) return;
    this.#looking = true;
    this.#trouble = null;
    try {
      const own = chosen.id === 'own' ? await chosen.decoded() : null;
      const others = this.#pictures.filter(({ photograph }) => photograph.id !== 'own' || photograph === own);
      this.#pictures = others;
      const missing = photographs.filter(({ id }) => others.every(({ photograph }) => photograph.id !== id));
      for (const each of missing) await this.#take(() => loadPhotograph(each));
      if (own && !others.some(({ photograph }) => photograph === own)) await this.#take(async () => own);
    } catch (error) {
      this.#trouble = explain(error);
    } finally {
      this.#looking = false;
    }
  }

  /** What has been seen stays; `look` goes on from there. */
  stop(): void {
    this.#stopping = true;
  }

  async #take(load: () => Promise<Photograph>): Promise<void> {
    if (this.#stopping) return;
    const photograph = await load();
    const seen = await sight.ask('seePicture', photograph);
    this.#pictures = [...this.#pictures, { photograph, seen }];
  }
}

export const picturesAtHand = new PicturesAtHand();
