import { inputMaps } from '../../../model/trace/axes';
import type { Row } from '../../../model/rows';
import type { Inspection } from '../../../client/inspection.svelte';
import { liveOf, type LiveActivation, type LiveInput } from '../../../notebook/activations';

interface Around {
  /** What the layer was given; null for the network's input. */
  input: LiveActivation | null;
  /** What it gave. */
  given: LiveActivation | null;
  /** The network's input of the same trace; null if that has been traced anew since. */
  image: LiveInput | null;
}

const nothing: Around = { input: null, given: null, image: null };

/**
 * A layer's input and output in one trace: all are null where they are of two, of another network, or there was none.
 * After a trace that failed, what is kept may be of a network that is gone.
 */
export function activationsAround(
  tower: readonly Row[],
  index: number,
  { activations, input, traceFailure }: Pick<Inspection, 'activations' | 'input' | 'traceFailure'>,
): Around {
  const [first] = tower;
  const image = first && input && inputMaps(first).join() === input.shape.join() ? input : null;
  const at = (place: number) => {
    const row = tower[place];
    return row ? liveOf(row, activations) : image;
  };
  const given = at(index);
  const before = index < 0 ? null : at(index - 1);
  if (traceFailure !== null || !given || (index >= 0 && before?.traceId !== given.traceId)) return nothing;
  return { input: before, given, image: image?.traceId === given.traceId ? image : null };
}
