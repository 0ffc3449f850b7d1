import { inputMaps } from '../../../model/trace/axes';
import { joinedInput } from '../../../model/trace/source-of';
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
  const row = rows[index];
  const given = row ? outputOf(trace, row) : index < 0 ? image : null;
  if (!given) return nothing;
  if (!row) return { input: null, given, image };
  const taken = row.takes.map((name) => {
    const from = rows.find(({ layer }) => layer.name === name);
    return from ? outputOf(trace, from) : image;
  });
  return taken.every((each) => each !== null) ? { input: inputOf(row, taken), given, image } : nothing;
}

/** Of a concatenation all that it takes, as one. */
function inputOf(row: Row, taken: readonly LayerActivation[]): LayerActivation {
  const [first] = taken;
  if (first && row.layer.type !== 'concatenate') return first;
  return {
    layer: row.takes.map((name) => name ?? 'input').join(', '),
    ...joinedInput(row, taken),
    minimum: Math.min(...taken.map(({ minimum }) => minimum)),
    maximum: Math.max(...taken.map(({ maximum }) => maximum)),
  };
}
