import { within, type Place, type Size } from '../../ui/plane/place';

/** How long the whole output takes to fill, and a position at most, in milliseconds. */
const wholeRun = 9000;
const longestStep = 250;

/** How far the output is filled, and which of its numbers is looked at. To be made while a component is. */
export class Filling {
  readonly #size: () => Size;
  #place = $state.raw<Place>({ row: 0, column: 0 });
  #reached = $state(0);
  #playing = $state(false);

  /**
   * @param size of the output
   * @param from the place up to which it is filled at first
   */
  constructor(size: () => Size, from: Place) {
    this.#size = size;
    this.#place = from;
    this.#reached = from.row * size().width + from.column + 1;
    $effect(() => (this.#playing ? this.#play() : undefined));
  }

  /** How many numbers the output has. */
  get total(): number {
    const { height, width } = this.#size();
    return height * width;
  }

  get place(): Place {
    return within(this.#place, this.#size());
  }

  /** How many numbers are there, in reading order. */
  get reached(): number {
    return this.#reached;
  }

  get playing(): boolean {
    return this.#playing;
  }

  /** Goes on by itself, from the start if all is filled; or pauses. */
  toggle(): void {
    if (!this.#playing && this.#reached >= this.total) this.#reached = 0;
    this.#playing = !this.#playing;
  }

  step(): void {
    this.#playing = false;
    this.#goOn(1);
  }

  look(place: Place): void {
    this.#playing = false;
    this.#place = place;
  }

  /** Computes all that is missing of the output at once. */
  fill(): void {
    this.#playing = false;
    this.#reached = this.total;
  }

  #goOn(steps: number): void {
    const { total } = this;
    const { width } = this.#size();
    this.#reached = Math.min(total, (this.#reached >= total ? 0 : this.#reached) + steps);
    const last = this.#reached - 1;
    this.#place = { row: Math.floor(last / width), column: last % width };
    if (this.#reached === total) this.#playing = false;
  }

  #play(): () => void {
    const pause = Math.min(longestStep, wholeRun / this.total);
    let last = performance.now();
    const advance = (now: number) => {
      const steps = Math.floor((now - last) / pause);
      if (steps > 0) {
        last += steps * pause;
        this.#goOn(steps);
      }
      frame = requestAnimationFrame(advance);
    };
    let frame = requestAnimationFrame(advance);
    return () => cancelAnimationFrame(frame);
  }
}
