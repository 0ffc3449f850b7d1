import { describe, expect, test } from 'vitest';
import type { Network } from '../model/layer';
import { notebookNetwork } from '../model/networks';
import { rows } from '../model/rows';
import { outputOf, traceOf, withTrace, type Trace } from './trace';

const network = notebookNetwork();
const all = rows(network);
const [conv1, activation] = all;
if (!conv1 || !activation) throw new Error('No rows.');

const output = (layer: string, shape: readonly number[]) => ({
  layer,
  shape,
  minimum: 0,
  maximum: 1,
  values: new Float32Array(),
});
const traceWith = (outputs: Record<string, readonly number[]>, of: Network = network): Trace => ({
  network: of,
  photograph: { id: 'cat', title: 'A cat', pixels: new Uint8ClampedArray() },
  input: output('input', [3, 227, 227]),
  outputs: new Map(Object.entries(outputs).map(([layer, shape]) => [layer, output(layer, shape)])),
});
const map = [96, 55, 55];

describe('outputOf(trace, row)', () => {
  test('is what the layer gave, channels first whatever order it keeps them in', () => {
    const trace = traceWith({ Conv1: map });
    expect(outputOf(trace, conv1)).toBe(trace.outputs.get('Conv1'));
    const last = { ...conv1, output: [55, 55, 96], dataFormat: 'channelsLast' } as const;
    expect(outputOf(trace, last)).not.toBeNull();
  });

  test('is null before a trace, and for a layer that was not there', () => {
    expect(outputOf(null, conv1)).toBeNull();
    expect(outputOf(traceWith({}), conv1)).toBeNull();
  });

  test('is null where a layer above differs, so that the shape does', () => {
    expect(outputOf(traceWith({ Conv1: [96, 27, 27] }), conv1)).toBeNull();
  });

  test('is null for a layer that is made otherwise, of the same name and shape', () => {
    const [first, ...others] = network.layers;
    const other = { ...network, layers: [{ ...first, useBias: false }, ...others] } as Network;
    expect(outputOf(traceWith({ Conv1: map }, other), conv1)).toBeNull();
  });
});

describe('the traces that are kept', () => {
  const name = activation.layer.name;
  const whole = traceWith({ Conv1: map, [name]: map });
  const part = traceWith({ Conv1: map });
  const anew = traceWith({ Conv1: map, [name]: map });

  test('are those with a layer that none since has: a stale cell shows it still', () => {
    expect(withTrace([], whole)).toEqual([whole]);
    expect(withTrace([whole], part)).toEqual([part, whole]);
    expect(withTrace([part, whole], anew)).toEqual([anew]);
    expect(withTrace([whole], traceWith({}))).toHaveLength(2);
  });

  test('give all layers of a cell from one of them, the newest that has them all', () => {
    const kept = withTrace([whole], part);
    expect(traceOf(kept, [conv1])).toBe(part);
    expect(traceOf(kept, [conv1, activation])).toBe(whole);
    expect(traceOf([part], [activation])).toBeNull();
  });
});
