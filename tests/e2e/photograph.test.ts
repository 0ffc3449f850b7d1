/** Which photograph flows through the network. */
import { crc32, deflateSync } from 'node:zlib';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { Cell } from './cell';

/** Pixels of the first channel that the cell's strip shows for its first layer. */
async function firstChannel(cell: Cell): Promise<string> {
  return cell.root
    .locator('[data-output="model"] canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
}

async function openAndRun(page: Page): Promise<{ cell: Cell; picker: Locator }> {
  await page.goto('/conv1/');
  const cell = new Cell(page, 'conv1');
  await cell.runToEnd();
  await expect(cell.root.locator('[data-output="model"] canvas').first()).toBeVisible();
  return { cell, picker: cell.root.locator('details', { hasText: /^Photograph/ }) };
}

/** A PNG of one colour, made by hand. */
function png(width: number, height: number, [red, green, blue]: readonly [number, number, number]): Buffer {
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from([red, green, blue]))]);
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const check = Buffer.alloc(4);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

test('another photograph gives other channels', async ({ page }) => {
  const { cell, picker } = await openAndRun(page);
  const cat = await firstChannel(cell);
  await picker.locator('summary').click();
  await picker.getByRole('radio', { name: /espresso/i }).check();
  await expect(cell.root).toContainText(/Photograph: An espresso/);
  await expect.poll(() => firstChannel(cell)).not.toBe(cat);
});

test('a picture of the reader flows through the network and leaves for nowhere', async ({ page }) => {
  const { cell, picker } = await openAndRun(page);
  const cat = await firstChannel(cell);
  const requests: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith('blob:')) requests.push(`${request.url()}${request.postData() ?? ''}`);
  });
  await picker.locator('summary').click();
  await picker
    .locator('input[type="file"]')
    .setInputFiles({ name: 'red.png', mimeType: 'image/png', buffer: png(300, 500, [200, 30, 30]) });
  await expect(cell.root).toContainText('Photograph: Your picture');
  await expect.poll(() => firstChannel(cell)).not.toBe(cat);
  // The course's photographs are shown beside it, and files of the site may be due: scripts, fonts, published pictures.
  const ofSite =
    /^http:\/\/localhost:\d+\/(photos\/[\w-]+\.jpg|_astro\/[\w.-]+\.js|fonts\/[\w-]+\.woff2|(activations|faces)\.json)$/;
  expect(requests.filter((url) => !ofSite.test(url))).toEqual([]);
});

test('a file that is no picture is refused in plain words, and the photograph stays', async ({ page }) => {
  const { cell, picker } = await openAndRun(page);
  const cat = await firstChannel(cell);
  await picker.locator('summary').click();
  await picker
    .locator('input[type="file"]')
    .setInputFiles({ name: 'broken.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await expect(picker.getByRole('status')).toContainText('cannot read this file as a picture');
  await expect(cell.root).toContainText('Photograph: A tabby cat');
  expect(await firstChannel(cell)).toBe(cat);
});
