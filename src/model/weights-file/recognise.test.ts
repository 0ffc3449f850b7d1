import { expect, test } from 'vitest';
import { torchvisionFile, narrow, sourceLayers, sourceOf } from '../../../tests/support/weights-files';
import { memberOf } from '../family/family';
import { placeInKerasOrder } from './keras-order';
import type { NamedTensor } from './named-tensor';
import { networkWeights } from './network-weights';
import { openWeights, type WeightsFile } from './open-weights';
import { torchvisionIn } from './published';
import { compressedWeights, describeTensors, recognise } from './recognise';

async function* noNumbers(): AsyncGenerator<Float32Array> {}
const tensor = (name: string, shape: readonly number[], kind = 'F32'): NamedTensor => ({
  name,
  shape,
  kind,
  parts: kind === 'F32' ? noNumbers : null,
});
const MODULES = [0, 3, 6, 8, 10]
  .map((index) => `features.${index}`)
  .concat([1, 4, 6].map((index) => `classifier.${index}`));

/** torchvision's alexnet (torchvision/models/alexnet.py) with so many classes. */
function torchvision(classes: number): WeightsFile {
  const shapes: number[][] = [
    [64, 3, 11, 11],
    [192, 64, 5, 5],
    [384, 192, 3, 3],
    [256, 384, 3, 3],
    [256, 256, 3, 3],
    [4096, 9216],
    [4096, 4096],
    [classes, 4096],
  ];
  const tensors = shapes.flatMap((shape, index) => [
    tensor(`${MODULES[index]}.weight`, shape),
    tensor(`${MODULES[index]}.bias`, shape.slice(0, 1)),
  ]);
  return { tensors, published: torchvisionIn(tensors) };
}

test('torchvision’s alexnet is told by what it is', () => {
  expect(recognise(torchvision(1000))).toEqual({
    id: 'torchvision',
    said: 'This is torchvision’s AlexNet: 61,100,840 weights in 16 tensors, trained on ImageNet’s 1,000 classes.',
    misfits: [],
  });
});

test('one with other classes is told by what does not fit', () => {
  expect(recognise(torchvision(10))).toEqual({
    id: 'torchvision',
    said: 'This is laid out as torchvision’s AlexNet, and is another network.',
    misfits: [
      "classifier.6.weight is 10 × 4,096 in the file; fc8.kernel is 4,096 × 1,000 in the network, in PyTorch's order 1,000 × 4,096.",
      'classifier.6.bias is 10 in the file; fc8.bias is 1,000 in the network.',
    ],
  });
});

test('what is laid out as none of them is told by its tensors', async () => {
  const resnet = [tensor('conv1.weight', [64, 3, 7, 7]), tensor('fc.bias', [1000])];
  expect(recognise({ tensors: resnet, published: null })).toBeNull();
  expect(describeTensors({ tensors: resnet, published: null })).toBe(
    'It has 2 tensors, from conv1.weight, 64 × 3 × 7 × 7 to fc.bias, 1,000.',
  );
  const quantized = [tensor('conv1_w_0_quantized', [96, 3, 11, 11], 'INT8'), tensor('scale', [1])];
  expect(describeTensors({ tensors: quantized, published: null })).toMatch(
    /^Its numbers are of the kind INT8.*without int8 or qdq/,
  );
  const layers = sourceLayers(narrow(memberOf('torchvision').network(), 1 / 16), 1);
  const opened = await openWeights(sourceOf(torchvisionFile(layers)), [compressedWeights()]);
  expect(recognise(opened)?.misfits).toHaveLength(15);
});

test('a network’s weights are as many as its layers count', () => {
  for (const [id, count] of [
    ['bvlc-alexnet', 60_965_224],
    ['caffenet', 60_965_224],
    ['torchvision', 61_100_840],
    ['two-towers', 49_430_888],
  ] as const) {
    const weights = networkWeights(memberOf(id).network());
    const numbers = weights.map(({ shape }) => shape.reduce((product, size) => product * size, 1));
    expect(numbers.reduce((sum, number) => sum + number, 0)).toBe(count);
  }
});

test('parts of any size are put where Keras has them, channels turned round and scaled', () => {
  const sizes = { outputs: 5, channels: 3, height: 2, width: 4 };
  const source = Float32Array.from({ length: 120 }, (_, index) => index);
  const changes = [2, 1, 0].map((to, channel) => ({ to, factor: channel + 1 }));
  for (const size of [1, 7, 24, 50, 120]) {
    const target = new Float32Array(120).fill(NaN);
    for (let from = 0; from < 120; from += size) {
      placeInKerasOrder(target, { part: source.subarray(from, from + size), from }, sizes, changes);
    }
    for (let o = 0; o < 5; o++)
      for (let c = 0; c < 3; c++)
        for (let h = 0; h < 2; h++)
          for (let w = 0; w < 4; w++) {
            const put = target[((h * 4 + w) * 3 + (2 - c)) * 5 + o];
            expect(put).toBe((((o * 3 + c) * 2 + h) * 4 + w) * (c + 1));
          }
  }
});
