/** Weights come home: what is taken, what is refused, and the cell that loads them. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { conv2d } from '../../model/make-layer';
import { safetensorsHeader } from '../../export/safetensors';
import { memberOf } from '../../model/family/family';
import { notebook } from '../../client/document/notebook.svelte';
import { forgetWeights, keptWeights } from '../../client/keeping/weight-files';
import { runs } from '../../client/run/runs.svelte';
import type { ExportedWeight } from '../../notebook/exported-model';
import { openTab, resetTab, runCell } from '../../../tests/components/tab';
import { narrow, sourceLayers, torchvisionFile } from '../../../tests/support/weights-files';
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
  await expect
    .poll(() => cells().at(-1)?.source)
    .toContain("await loadWeights(model, 'trained.safetensors');");
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
    /It has one tensor: first.bias, 4. Nothing of it fits.*Nothing was changed/,
  ],
] as const)('%s is refused in words', async ([, file, words]) => {
  const before = cells().length;
  await input().upload(file);
  await expect.element(page.getByText(words)).toBeVisible();
  expect(cells()).toHaveLength(before);
  expect(await keptWeights()).toEqual([]);
  await expect.element(status).toBeVisible();
});

/** How many weights of each layer the published file says are written, and zeros. */
function compressedAlexNet(): File {
  const written = [29388, 118492, 309138, 247913, 163904, 4665474, 1959380, 1061645];
  return new File([Uint32Array.from(written), new Uint8Array(9_037_369 - 32)], 'AlexNet_compressed.net');
}

test('a file that is dropped while cells run is not taken without a word', async () => {
  notebook.edit('lrn1', 'while (true);');
  runs.run('lrn1');
  await expect.element(input()).toBeDisabled();
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(fileOf('dropped.safetensors', [bias], 4));
  status.element().dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  await expect
    .element(page.getByText(/^dropped.safetensors was not taken. Cells are running: drop it again/))
    .toBeVisible();
  runs.stop();
  await expect.element(input()).toBeEnabled();
  expect(await keptWeights()).toEqual([]);
});

test('a published network is recognised, and built with cells of the reader’s if they want', async () => {
  const before = cells().length;
  await input().upload(compressedAlexNet());
  await expect
    .element(
      page.getByText(
        'AlexNet_compressed.net: This is Caffe’s bvlc_alexnet: 60,965,224 weights in 16 tensors, trained on ImageNet’s 1,000 classes.',
      ),
    )
    .toBeVisible();
  expect(cells()).toHaveLength(before);
  expect(await keptWeights()).toEqual([]);
  await page.getByRole('button', { name: 'Build that network and load them' }).click();
  await expect.element(page.getByText(/^They were loaded by/)).toBeVisible();
  await expect.element(page.getByText(/^What the network takes photographs for/)).toBeVisible();
  const own = cells().map(({ source }) => source);
  expect(own).toHaveLength(before + 3);
  const [build = '', load = '', ask = ''] = own.filter((source) => source.includes('bvlcAlexnet'));
  expect(build).toContain('const bvlcAlexnet = tf.sequential();');
  expect(load).toContain("await loadWeights(bvlcAlexnet, 'AlexNet_compressed.net');");
  expect(ask).toContain('await answers(bvlcAlexnet, photograph)');
  expect(await keptWeights()).toMatchObject([{ name: 'AlexNet_compressed.net', bytes: 9_037_369 }]);
});

test('a file laid out as a published network, and of other sizes, is named with the tensors that do not fit', async () => {
  const layers = sourceLayers(narrow(memberOf('torchvision').network(), 1 / 16), 1);
  await input().upload(new File([Uint8Array.from(torchvisionFile(layers))], 'narrow.safetensors'));
  await expect
    .element(
      page.getByText(
        /This is laid out as torchvision’s AlexNet, and is another network.*Nothing was changed/,
      ),
    )
    .toBeVisible();
  await expect
    .element(page.getByText(/^features.0.weight is 4 × 3 × 11 × 11 in the file; conv1.kernel is/))
    .toBeVisible();
});

test('a file for which the browser has no room is loaded all the same, and the reader is told what to do', async () => {
  const estimate = vi.spyOn(navigator.storage, 'estimate').mockResolvedValue({ quota: 1000, usage: 990 });
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('No room.', 'QuotaExceededError');
  });
  await input().upload(fileOf('large.safetensors', [bias, kernel], 112));
  await expect
    .element(
      page.getByText(
        /does not keep the file beyond this visit: this site has 10 B of room left.*Forget others below/,
      ),
    )
    .toBeVisible();
  await expect.element(page.getByText(/^They were loaded by/)).toBeVisible();
  put.mockRestore();
  estimate.mockRestore();
});
