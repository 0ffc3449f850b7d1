import { describe, expect, test } from 'vitest';
import { safetensorsParts, tensorName } from '../../src/export/safetensors';
import { DrivenKernel } from './driven-kernel';

/** A dense layer that is read in three parts, below a convolution that is read in one. */
const source = `
  import * as tf from '@tensorflow/tfjs';
  const model = tf.sequential();
  model.add(tf.layers.conv2d({ name: 'conv', filters: 5, kernelSize: 3, inputShape: [3, 33, 33], dataFormat: 'channelsFirst' }));
  model.add(tf.layers.flatten({ name: 'flat', dataFormat: 'channelsFirst' }));
  model.add(tf.layers.dense({ name: 'wide', units: 2000 }));
  const some = [0, 1, 1999, 2000, 4193999, 4194000, 4194001, 4194304, 8388000, 9609999];
  const printed = model.getWeights().map((weight) => {
    const here = some.filter((index) => index < weight.size);
    return here.map((index) => [index, weight.slice(weight.shape.map((_, axis) =>
      Math.floor(index / weight.shape.slice(axis + 1).reduce((a, b) => a * b, 1)) % weight.shape[axis]),
      weight.shape.map(() => 1)).dataSync()[0]]);
  });
  console.log(JSON.stringify(printed));
`;

describe.each(['webgl', 'wasm'] as const)('on %s', (backend) => {
  test('the parts of an export are the weights, read in place, and leave nothing behind', async () => {
    const kernel = await DrivenKernel.start(backend);
    const { outputs, ended } = await kernel.run([{ cellId: 'a', source }]);
    const text = outputs.get('a')?.find((output) => output.kind === 'text')?.text ?? '[]';
    const expected = JSON.parse(text) as [number, number][][];
    const model = await kernel.ask('exportModel');
    const read = new Map(model.weights.map((weight) => [tensorName(weight), [] as Float32Array[]]));
    for (const part of safetensorsParts(model.weights)) {
      read.get(tensorName(part))?.push(await kernel.ask('exportPart', part));
    }
    expect([...read].map(([name, parts]) => [name, parts.length])).toEqual([
      ['conv.kernel', 1],
      ['conv.bias', 1],
      ['wide.kernel', 3],
      ['wide.bias', 1],
    ]);
    const found = [...read.values()].map((parts, index) => {
      const whole = Float32Array.from(parts.flatMap((part) => [...part]));
      return expected[index]?.map(([at]) => [at, whole[at]]);
    });
    expect(expected[2]).toHaveLength(10);
    expect(found).toEqual(expected);
    const runId = 1000;
    const steps = [{ cellId: 'nothing', source: '1', executionCount: 1 }];
    kernel.post({ type: 'run', runId, fresh: false, steps });
    expect((await kernel.event('run-ended', (event) => event.runId === runId)).tensors).toBe(ended.tensors);
    kernel.terminate();
  });
});
