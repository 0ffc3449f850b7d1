/** A published network dropped into the built site: recognised, built, loaded and asked, in the kernel itself. */
import { expect, test } from '@playwright/test';
import { memberOf } from '../../src/model/family/family';
import { sizeOf } from '../../src/model/image-shape';
import { networkWeights } from '../../src/model/weights-file/network-weights';
import { Cell } from './cell';

/** Of its true size and layout; what few weights it writes of each layer lie evenly apart and are all one. */
function compressedAlexNet(): Buffer {
  const kernels = networkWeights(memberOf('bvlc-alexnet').network()).filter(
    ({ weight }) => weight === 'kernel',
  );
  const written = kernels.map(({ shape }) => Math.floor(sizeOf(shape) / 16));
  const layers = kernels.flatMap(({ shape }, index) => {
    const bits = shape.length === 2 ? 4 : 8;
    const count = written[index] ?? 0;
    const fan = sizeOf(shape) / (shape.at(-1) ?? 1);
    const codebook = new Float32Array(2 ** bits).fill(5 / Math.sqrt(fan));
    codebook[0] = 0;
    return [
      Buffer.from(codebook.buffer),
      Buffer.alloc(4 * (shape.at(-1) ?? 0)),
      Buffer.alloc(Math.ceil((count * bits) / 8), 0x11),
      Buffer.alloc(Math.ceil(count / 2), 0xff),
    ];
  });
  return Buffer.concat([Buffer.from(Uint32Array.from(written).buffer), ...layers]);
}

test('a compressed AlexNet is recognised, and names photographs with ImageNet’s classes', async ({
  page,
}) => {
  await page.goto('/summary/');
  await page.locator('[data-changes]').click();
  await page.getByRole('button', { name: 'Export or import…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Load weights').setInputFiles({
    name: 'AlexNet_compressed.net',
    mimeType: 'application/octet-stream',
    buffer: compressedAlexNet(),
  });
  await expect(dialog).toContainText('This is Caffe’s bvlc_alexnet: 60,965,224 weights in 16 tensors');
  await dialog.getByRole('button', { name: 'Build that network and load them' }).click();
  await expect(dialog).toContainText('They were loaded by');
  const asker = dialog.locator('a').last();
  const id = new URL((await asker.getAttribute('href')) ?? '', page.url()).hash.slice(1);
  await asker.click();
  const cell = new Cell(page, id.replace(/^cell-/, ''));
  await cell.expectState('done');
  await expect(cell.root.locator('table').first().locator('tbody tr')).toHaveCount(5);
});
