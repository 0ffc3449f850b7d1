/** Weights come home: what is taken, what is refused, and the cell that loads them. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { conv2d } from '../../model/make-layer';
import { safetensorsHeader } from '../../export/safetensors';
import { notebook } from '../../client/document/notebook.svelte';
import { forgetWeights, keptWeights } from '../../client/keeping/weight-files';
import type { ExportedWeight } from '../../notebook/exported-model';
import { openTab, resetTab, runCell } from '../../../tests/components/tab';
import TrainingExport from './TrainingExport.svelte';

const tab = openTab();
const start = { kind: 'glorotUniform' } as const;
const bias: ExportedWeight = { layer: 'Conv1', weight: 'bias', shape: [4], start };
const kernel: ExportedWeight = { layer: 'Conv1', weight: 'kernel', shape: [3, 3, 3, 4], start };

const input = () => page.getByLabelText('Load weights');
const status = page.getByRole('group', { name: 'Weights that were trained elsewhere' });
const cells = () => notebook.sources().filter(({ cell }) => cell.role === 'scratch');

function fileOf(name: string, weights: readonly ExportedWeight[], numbers: number): File {
  return new File([safetensorsHeader(weights), new Float32Array(numbers)], name);
}

beforeEach(async () => {
  tab.kernel.weights = [kernel, bias];
  await runCell(tab, 'conv1', [conv2d('Conv1', 4, 3)]);
  // The one cell that has the network by its name.
  notebook.insert('conv1', 'below', 'const model = tf.sequential();');
  await render(TrainingExport);
  await expect.element(input()).toBeEnabled();
});

afterEach(async () => {
  for (const { name } of await keptWeights()) await forgetWeights(name);
  await resetTab();
});

test('what fits is kept on the device and loaded by a cell; what does not is named with both shapes', async () => {
  const other = { ...kernel, shape: [5, 5, 3, 4] };
  await input().upload(fileOf('trained.safetensors', [other, bias], 304));
  await expect.element(page.getByText('trained.safetensors: 1 of 2 weights fit: 4 numbers.')).toBeVisible();
  await expect
    .element(
      page.getByText(
        'Conv1.kernel is 5 × 5 × 3 × 4 in the file; Conv1.kernel is 3 × 3 × 3 × 4 in the network.',
      ),
    )
    .toBeVisible();
  expect(cells().at(-1)?.source).toContain("await loadWeights(model, 'trained.safetensors');");
  await expect.element(page.getByText(/^They were loaded by/)).toBeVisible();
  expect(await keptWeights()).toMatchObject([{ name: 'trained.safetensors' }]);
});

test('another file of the same name gets another one, the same file does not; the cell stays one', async () => {
  const first = fileOf('a.safetensors', [bias], 4);
  await input().upload(first);
  await expect.element(page.getByText(/^They were loaded by/)).toBeVisible();
  const before = cells().length;
  for (const [file, name] of [
    [fileOf('a.safetensors', [bias, kernel], 112), 'a-2.safetensors'],
    [first, 'a.safetensors'],
  ] as const) {
    await expect.element(input()).toBeEnabled();
    await input().upload(file);
    await expect.element(page.getByText(new RegExp(`^${name}: `))).toBeVisible();
    await expect.poll(() => cells().at(-1)?.source).toContain(`'${name}'`);
    await expect.element(page.getByText(/^They were loaded by/)).toBeVisible();
  }
  expect(cells()).toHaveLength(before);
  expect((await keptWeights()).map(({ name }) => name)).toEqual(['a-2.safetensors', 'a.safetensors']);
  await page.getByRole('button', { name: 'Forget a-2.safetensors' }).click();
  await expect.poll(async () => (await keptWeights()).map(({ name }) => name)).toEqual(['a.safetensors']);
});

test.for([
  [
    'a picture',
    new File(['\u0089PNG, and more of it'], 'picture.png'),
    /no file of weights.*Nothing was changed/,
  ],
  ['half a file', fileOf('half.safetensors', [bias], 2), /cut short: 8 of.*Nothing was changed/],
  [
    'other names',
    fileOf('other.safetensors', [{ ...bias, layer: 'first' }], 4),
    /0 of 2 weights fit.*Nothing was changed/,
  ],
] as const)('%s is refused in words', async ([, file, words]) => {
  const before = cells().length;
  await input().upload(file);
  await expect.element(page.getByText(words)).toBeVisible();
  expect(cells()).toHaveLength(before);
  expect(await keptWeights()).toEqual([]);
  await expect.element(status).toBeVisible();
});
