import { hash } from './random';

/** `Math.random` as a sequence that can begin again. */
export interface OwnedRandom {
  /** Begins the sequence of numbers again from its first. */
  restart(): void;
  /** How many numbers have been drawn since. */
  position: number;
  /** Leaves `Math.random` as it was. */
  giveBack(): void;
}

/**
 * Makes `Math.random` give the same numbers for the same seed: TensorFlow.js shuffles and drops out by it, and so may
 * a cell. For a worker, whose realm is the notebook's alone.
 */
export function ownRandom(seed: number): OwnedRandom {
  const original = Math.random;
  const key = hash(seed);
  let index = 0;
  Math.random = () => hash(hash(index++) ^ key) / 2 ** 32;
  return {
    restart() {
      index = 0;
    },
    get position() {
      return index;
    },
    set position(position) {
      index = position;
    },
    giveBack() {
      Math.random = original;
    },
  };
}
