/** The ways down that a reader has asked for: several may be on their way at once, and only the last one counts. */
import { explain } from '../../../client/errors/unexpected';
import { samePlace, type UnitPlace } from './trail';

export class Descents {
  #last = $state.raw<{ from: UnitPlace; isUnderWay: boolean; failure: string } | null>(null);

  isUnderWay(from: UnitPlace): boolean {
    return this.#of(from)?.isUnderWay ?? false;
  }

  /** Why the way down from here has failed, for the reader; empty if it has not. */
  failure(from: UnitPlace): string {
    return this.#of(from)?.failure ?? '';
  }

  /** @param descend is told whether this is still the last way that was asked for */
  async go(from: UnitPlace, descend: (isLast: () => boolean) => Promise<void>): Promise<void> {
    const begun = { from, isUnderWay: true, failure: '' };
    this.#last = begun;
    let failure = '';
    try {
      await descend(() => this.#last === begun);
    } catch (error) {
      // The kernel has gone or begun a run, and says so; what is a fault of the page is logged.
      failure = explain(error);
    }
    if (this.#last === begun) this.#last = { from, isUnderWay: false, failure };
  }

  #of(from: UnitPlace) {
    return this.#last !== null && samePlace(this.#last.from, from) ? this.#last : null;
  }
}
