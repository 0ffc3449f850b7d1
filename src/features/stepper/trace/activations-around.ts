import { inputMaps } from '../../../model/trace/axes';
import type { Row } from '../../../model/rows';
import type { LayerActivation } from '../../../notebook/output';
import { outputOf, type Trace } from '../../../notebook/trace';

interface Around {
  /** What the layer was given; null for the network's input. */
  input: LayerActivation | null;
  /** What it gave. */
  given: LayerActivation | null;
  /** What the network was given. */
  image: LayerActivation | null;
}

const nothing: Around = { input: null, given: null, image: null };

/** A layer's input and output in a trace: all are null where there is none, or it is of another network. */
export function activationsAround(rows: readonly Row[], index: number, trace: Trace | null): Around {
  const [first] = rows;
  const input = trace?.input ?? null;
  const image = first && input && inputMaps(first).join() === input.shape.join() ? input : null;
  const at = (place: number) => {
    const row = rows[place];
    return row ? outputOf(trace, row) : image;
  };
  const given = at(index);
  const before = index < 0 ? null : at(index - 1);
  return given && (index < 0 || before) ? { input: before, given, image } : nothing;
}
