import type { Unit } from '../feature-maps';
import type { Activation, DataFormat } from '../layer';
import { elementwise } from './activations';
import { lastAxis } from './axes';
import { inputsOf, type OwnInput } from './own-input';
import type { TracedActivation, TracedPlain, TracedSoftmax } from './traced';

/** One number changed by itself, or a softmax; plain for an activation that is not known here. */
export function traceActivation(
  { activation }: Activation,
  input: OwnInput,
  unit: Unit,
  dataFormat: DataFormat,
): TracedActivation | TracedSoftmax | TracedPlain {
  if (activation === 'softmax') return traceSoftmax(input, unit, lastAxis(unit.length, dataFormat));
  const activate = elementwise(activation);
  if (!activate) return plain(unit, `How ${activation} makes this number is not known here.`);
  const read = input.number(unit);
  return {
    kind: 'activation',
    unit,
    inputs: [read.input],
    ...read,
    activation,
    value: activate(read.x),
    reason: null,
  };
}

/** What is said of a number that cannot be recomputed. */
export function plain(unit: Unit, reason: string): TracedPlain {
  return { kind: 'plain', unit, inputs: [], value: null, reason };
}

function traceSoftmax(input: OwnInput, unit: Unit, last: number): TracedSoftmax {
  const reads = Array.from({ length: input.shape[last] ?? 0 }, (_, index) =>
    input.number(unit.with(last, index)),
  );
  const maximum = reads.reduce((most, { x }) => Math.max(most, x), -Infinity);
  const terms = reads.map((read) => ({ ...read, exponential: Math.exp(read.x - maximum) }));
  const sum = terms.reduce((total, { exponential }) => total + exponential, 0);
  const own = unit[last] ?? 0;
  const value = (terms[own]?.exponential ?? NaN) / sum;
  return { kind: 'softmax', unit, inputs: inputsOf(terms), terms, own, maximum, sum, value, reason: null };
}
