import { afterAll, beforeAll, expect, test } from 'vitest';
import { DrivenKernel } from './driven-kernel';

let kernel: DrivenKernel;
beforeAll(async () => {
  kernel = await DrivenKernel.start('webgl');
});
afterAll(() => kernel.terminate());

test('on WebGL the variables come with what the graphics processor holds, and leaks with their line', async () => {
  const { outputs } = await kernel.run([
    "import * as tf from '@tensorflow/tfjs'",
    'const x = tf.randomUniform([3, 64, 64]).add(1);\nx.relu();\n1',
  ]);
  expect(outputs.get('b')?.at(-1)).toMatchObject({ kind: 'text', stream: 'notice' });
  const holdings = await kernel.ask('variables');
  const bytes = 3 * 64 * 64 * 4;
  expect(holdings.variables).toMatchObject([{ name: 'x', type: 'Tensor', shape: [3, 64, 64], bytes }]);
  expect(holdings.memory).toMatchObject({ tensors: 3, bytes: 3 * bytes });
  // x and its relu were computed there
  expect(holdings.memory.gpuBytes).toBeGreaterThanOrEqual(2 * bytes);
  expect(holdings.leaks.map(({ line, op }) => [line, op])).toContainEqual([2, 'Relu']);
});

test('a preview reads a tensor back from the graphics processor and leaves none there', async () => {
  const { ended } = await kernel.run([
    "import * as tf from '@tensorflow/tfjs'; const x = tf.range(0, 36).reshape([4, 3, 3]).square()",
  ]);
  const preview = await kernel.ask('preview', 'x');
  expect(preview.planes).toMatchObject({ minimum: 0, maximum: 35 ** 2 });
  expect(preview.planes?.first.map((plane) => plane[8])).toEqual([8, 17, 26, 35].map((root) => root ** 2));
  const holdings = await kernel.ask('variables');
  expect(holdings.memory.tensors).toBe(ended.tensors);
});
