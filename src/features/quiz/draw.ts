import { scramble } from '../../model/scramble';

/** Numbers drawn at random for one question: the same seed and place draw the same ones. */
export class Draw {
  readonly #key: number;
  #drawn = 0;

  /**
   * @param seed a whole number; 32 bits of it count
   * @param place of the question among those of its chapter
   */
  constructor(seed: number, place: number) {
    this.#key = scramble(scramble(seed) ^ place);
  }

  /** A whole number, both ends included. */
  whole(from: number, to: number): number {
    const bits = scramble(scramble(this.#drawn++) ^ this.#key) >>> 0;
    return from + Math.floor(bits * 2 ** -32 * (to - from + 1));
  }

  pick<T>(items: readonly T[]): T {
    return items[this.whole(0, items.length - 1)]!;
  }

  shuffled<T>(items: readonly T[]): T[] {
    const rest = [...items];
    return items.map(() => rest.splice(this.whole(0, rest.length - 1), 1)[0]!);
  }

  /** So many of them, each once. */
  some<T>(items: readonly T[], count: number): T[] {
    return this.shuffled(items).slice(0, count);
  }
}
