import { expect, test } from 'vitest';
import { answersOf, type Head } from './head';
import { headCell, headFile, smallKernel } from './take-away';

const head: Head = {
  classes: 3,
  kernel: Float32Array.from({ length: 300 }, (_, at) => Math.sin(at) * 0.02 * (1 + (at % 3))),
  bias: Float32Array.of(0.5, -0.25, 0),
};
const features = Float32Array.from({ length: 100 }, (_, at) => Math.max(0, 3 * Math.cos(at)));

test('headFile is a safetensors file with the kernel, the bias and the names', async () => {
  const bytes = await headFile(head, ['cup', 'pen', 'clé']).arrayBuffer();
  const length = Number(new DataView(bytes).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 8, length))) as unknown;
  expect(header).toEqual({
    __metadata__: { classes: '["cup","pen","clé"]' },
    'head.kernel': { dtype: 'F32', shape: [100, 3], data_offsets: [0, 1200] },
    'head.bias': { dtype: 'F32', shape: [3], data_offsets: [1200, 1212] },
  });
  const numbers = new Float32Array(bytes, 8 + length);
  expect([...numbers]).toEqual([...head.kernel, ...head.bias]);
});

test('a kernel of whole numbers answers as the head does', () => {
  const { packed, scales } = smallKernel(head);
  const bytes = new Int8Array(Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0)).buffer);
  const kernel = Float32Array.from(bytes, (byte, at) => byte * scales[at % 3]!);
  const rounded = answersOf({ ...head, kernel }, features);
  for (const [at, probability] of answersOf(head, features).entries())
    expect(rounded[at]).toBeCloseTo(probability, 2);
});

test('a class that nothing speaks for has a scale all the same', () => {
  expect(
    smallKernel({ classes: 2, kernel: Float32Array.of(0, 1), bias: Float32Array.of(0, 0) }).scales[0],
  ).toBe(1);
});

test('names become strings of the cell, whatever is in them', () => {
  expect(headCell(head, ["Ann's", '"key"\\'], 'activation_84')).toContain(`["Ann's", "\\"key\\"\\\\"]`);
});
