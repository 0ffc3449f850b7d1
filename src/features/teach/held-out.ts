/** Which pictures are kept from training, and what comes out on them. */
import { likeliest } from './head';

/** Of each class, every so many-th picture is held out. */
export const HELD_OUT_EVERY = 5;

/** Whether the picture of this place in its class is kept from training: the 5th, the 10th... */
export function isHeldOut(place: number): boolean {
  return place % HELD_OUT_EVERY === HELD_OUT_EVERY - 1;
}

/** A held-out picture and what was answered. */
export interface Tested {
  picture: string;
  label: number;
  probabilities: ArrayLike<number>;
}

export interface HeldOutResult {
  right: number;
  all: number;
  /** The pictures by their class and by the class that was answered: [label][answer]. */
  confusion: readonly (readonly (readonly Tested[])[])[];
}

export function heldOutResult(tested: readonly Tested[], classes: number): HeldOutResult {
  const indices = Array.from({ length: classes }, (_, index) => index);
  const confusion = indices.map((label) =>
    indices.map((answer) =>
      tested.filter((each) => each.label === label && likeliest(each.probabilities) === answer),
    ),
  );
  return {
    right: indices.reduce((sum, index) => sum + confusion[index]![index]!.length, 0),
    all: tested.length,
    confusion,
  };
}
