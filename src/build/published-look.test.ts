import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { learnedNetwork } from '../learned/network';
import { readWasm } from '../../tests/support/kernel-under-test';
import { readPhotograph } from './publish';
import { lookAt } from './published-look';

test('the panda is answered as another implementation answers it, and every layer has a picture', async () => {
  const { photograph, answers, faces, beforeNormalisation } = await lookAt({
    photograph: await readPhotograph({ id: 'panda', title: 'A giant panda' }),
    seed: 1,
    wasm: readWasm,
    file: async (path) => new Uint8Array(await readFile(`public/${path}`)).buffer,
  });
  expect(photograph.id).toBe('panda');
  // By PyTorch, whose picture was scaled by another program: panda 0.72, dalmatian 0.27.
  expect(answers.map(({ name }) => name).slice(0, 2)).toEqual(['panda', 'dalmatian']);
  expect(answers[0]!.probability).toBeCloseTo(0.72, 1);
  expect(answers).toHaveLength(5);
  expect([...faces.keys()]).toEqual(learnedNetwork().layers.map(({ name }) => name));
  const bytes = [...faces.values()].reduce((sum, { light, dark }) => sum + light.length + dark.length, 0);
  expect(bytes).toBeLessThan(40_000);
  expect(beforeNormalisation.map(({ layer }) => layer)).toEqual(['activation_77', 'activation_78']);
});
