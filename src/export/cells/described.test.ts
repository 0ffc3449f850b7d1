/** What the cells describe as they stand, against the model's own networks, and where layers do not fit. */
import { describe, expect, test } from 'vitest';
import { courseCells } from '../../../tests/support/kernel-under-test';
import { conv2d, dense } from '../../model/make-layer';
import { notebookNetwork } from '../../model/networks';
import type { Described, SourceCell } from '../../notebook/described-network';
import { described } from './described';

const cells = courseCells().filter(({ slow, after }) => !slow && after === undefined);

function edited(id: string, from: string, to: string): SourceCell[] {
  expect(cells.find((cell) => cell.id === id)?.source).toContain(from);
  return cells.map((cell) =>
    cell.id === id ? { id, source: cell.source.replace(from, to) } : { id: cell.id, source: cell.source },
  );
}

function known(sources: readonly SourceCell[]): Described {
  const found = described(sources);
  if (typeof found === 'string') throw new TypeError(found);
  return found;
}

describe('the network that cells describe', () => {
  test('is the notebook’s as published, layer for layer with their keys in one order, and who made each', () => {
    const { network, madeBy, misfit } = known(cells);
    expect(JSON.stringify(network.layers)).toBe(JSON.stringify(notebookNetwork().layers));
    expect(network.inputShape).toEqual(notebookNetwork().inputShape);
    expect(network.takes).toBeUndefined();
    expect(misfit).toBeNull();
    expect(madeBy).toMatchObject({ Conv1: 'conv1', Conv2: 'conv2' });
  });

  test('follows an edit', () => {
    const { network } = known(edited('conv1', 'strides: 4', 'strides: 2'));
    expect(network.layers[0]).toEqual(conv2d('Conv1', 96, 11, { strides: 2 }));
    expect(network.layers).toHaveLength(notebookNetwork().layers.length);
  });

  test('ends before the first layer that does not fit, which is told with its line', () => {
    const { network, misfit } = known(edited('conv1', 'strides: 4', 'strides: 40'));
    expect(network.layers.length).toBeLessThan(8);
    expect(misfit).toMatchObject({ cellId: 'conv2', line: expect.any(Number) as number });
    expect(misfit?.message).toMatch(/^Conv2 has a 5x5 kernel, but the output of \w+ is only/);
  });

  test('has no two layers of one name', () => {
    const again = { id: 'own', source: "const n = 1;\nmodel.add(tf.layers.flatten({ name: 'Conv1' }));" };
    const { network, misfit } = known([...cells, again]);
    expect(network.layers).toHaveLength(notebookNetwork().layers.length);
    expect(misfit).toEqual({
      cellId: 'own',
      line: 2,
      message: 'Conv1 is the name of another layer already: give this one its own',
    });
  });

  test('is not known while a cell is half written, nor where a run decides', () => {
    expect(described(edited('conv1', 'strides: 4', 'strides: '))).toBe('unread');
    const random = { id: 'own', source: 'if (Math.random() > 0.5) model.add(tf.layers.flatten());' };
    expect(described([...cells, random])).toBe('unknown');
    expect(described([...cells, { id: 'own', source: 'model.add(tf.layers.lstm({ units: 3 }));' }])).toBe(
      'unknown',
    );
    expect(described([])).toBe('unknown');
  });

  test('does not ask for what only a run makes', () => {
    const own = { id: 'own', source: 'const y = model.predict(tf.zeros([1, 3, 227, 227]));\ny.print();' };
    expect(known([...cells, own]).network.layers).toHaveLength(notebookNetwork().layers.length);
  });

  test('branches, where a cell says so', () => {
    const source = `import * as tf from '@tensorflow/tfjs';
const x = tf.input({ shape: [8] });
const one = tf.layers.dense({ units: 2, name: 'one' }).apply(x);
const two = tf.layers.dense({ units: 3, name: 'two' }).apply(x);
const both = tf.layers.concatenate({ name: 'both' }).apply([one, two]);
const model = tf.model({ inputs: x, outputs: both });`;
    const { network } = known([{ id: 'own', source }]);
    expect(network.layers.slice(0, 2)).toEqual([dense('one', 2), dense('two', 3)]);
    expect(network.takes).toEqual({ one: [null], two: [null], both: ['one', 'two'] });
  });

  test('is given in a list as well as one by one', () => {
    const source = `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3], name: 'one' })] });`;
    expect(known([{ id: 'own', source }]).network.layers).toEqual([dense('one', 2)]);
  });
});
