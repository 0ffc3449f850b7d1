import { inputMaps } from '../../../model/arithmetic/axes';
import type { Row } from '../../../model/rows';
import type { Inspection } from '../../inspection/inspection.svelte';
import { liveOf, type LiveActivation } from '../../strip/activations';

interface Around {
  /** What the layer was given; null for the network's input. */
  input: LiveActivation | null;
  /** What it gave. */
  given: LiveActivation | null;
}

/** A layer's input and output in the last trace; null where they are of another network, or there was no trace. */
export function activationsAround(
  tower: readonly Row[],
  index: number,
  { activations, input }: Pick<Inspection, 'activations' | 'input'>,
): Around {
  const at = (place: number) => {
    const row = tower[place];
    if (row) return liveOf(row, activations);
    const first = tower[0];
    return first && input && inputMaps(first).join() === input.shape.join() ? input : null;
  };
  return { input: index < 0 ? null : at(index - 1), given: at(index) };
}
