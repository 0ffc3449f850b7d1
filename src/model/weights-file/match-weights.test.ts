import { expect, test } from 'vitest';
import { torchOrder } from './keras-order';
import { describeMatch, matchWeights } from './match-weights';

const weights = [
  { layer: 'Conv1', weight: 'kernel', shape: [11, 11, 3, 96] },
  { layer: 'Conv1', weight: 'bias', shape: [96] },
  { layer: 'FC6', weight: 'kernel', shape: [9216, 4096] },
  { layer: 'norm', weight: 'gamma', shape: [96] },
  { layer: 'norm', weight: 'moving_mean', shape: [96] },
];
async function* noNumbers(): AsyncGenerator<Float32Array> {}
const file = (entries: Readonly<Record<string, readonly number[]>>, kind = 'F32') => ({
  tensors: Object.entries(entries).map(([name, shape]) => ({
    name,
    kind,
    shape,
    parts: kind === 'F32' ? noNumbers : null,
  })),
  published: null,
});

test('names of Keras and of PyTorch fit, each with its order of axes', () => {
  const keras = { 'Conv1/kernel:0': [11, 11, 3, 96], 'Conv1.bias': [96], 'FC6.kernel': [9216, 4096] };
  const torch = {
    'module.Conv1.weight': [96, 3, 11, 11],
    'module.Conv1.bias': [96],
    'module.FC6.weight': [4096, 9216],
    'module.norm.weight': [96],
    'module.norm.running_mean': [96],
  };
  const ofKeras = matchWeights(weights, file(keras));
  expect(ofKeras.fits.map(({ tensor, layout }) => [tensor.name, layout])).toEqual([
    ['Conv1/kernel:0', 'keras'],
    ['Conv1.bias', 'keras'],
    ['FC6.kernel', 'keras'],
  ]);
  expect(ofKeras.missing).toEqual(['norm.gamma', 'norm.moving_mean']);
  const ofTorch = matchWeights(weights, file(torch));
  expect(ofTorch.fits.map(({ tensor }) => tensor.name)).toEqual(Object.keys(torch));
  expect([ofTorch.misfits, ofTorch.missing, ofTorch.unused]).toEqual([[], [], []]);
});

test('what does not fit is named with both shapes', () => {
  const match = matchWeights(
    weights,
    file({
      'FC6.weight': [4096, 6400],
      'Conv1.kernel': [11, 11, 3, 64],
      'Conv1.bias': [96],
      'FC9.bias': [3],
    }),
  );
  expect(describeMatch(match)).toEqual([
    '1 of 5 weights fit: 96 numbers.',
    'Conv1.kernel is 11 × 11 × 3 × 64 in the file; Conv1.kernel is 11 × 11 × 3 × 96 in the network.',
    "FC6.weight is 4,096 × 6,400 in the file; FC6.kernel is 9,216 × 4,096 in the network, in PyTorch's order 4,096 × 9,216.",
    'Not in the file: norm.gamma, norm.moving_mean.',
    'In the file, not in the network: FC9.bias.',
  ]);
});

test('numbers of another kind are named', () => {
  const { misfits } = matchWeights(weights, file({ 'Conv1.bias': [96] }, 'I8'));
  expect(misfits).toEqual([
    'Conv1.bias has numbers of the kind I8; float32, float16 and bfloat16 can be read.',
  ]);
});

test('of hundreds of names a few are listed', () => {
  const many = file(Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`layer${i}.bias`, [1]])));
  expect(describeMatch(matchWeights([], many)).at(-1)).toMatch(/layer7.bias and 22 more\.$/);
});

test('the order of axes', () => {
  expect([1, 2, 3, 4].map(torchOrder)).toEqual([[0], [1, 0], [2, 1, 0], [3, 2, 0, 1]]);
});
