/** Taking the course away and bringing it back, in the built site, by keyboard where it is pressed. */
import { readFile } from 'node:fs/promises';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { kerasLayers, torchModules } from '../support/export/python-network';
import { syntaxErrors } from '../support/export/read-python';
import { Cell } from './cell';
import { chooseBackend } from './kernel-log';

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Export or import' });
const entry = (page: Page, file: string) => dialogOf(page).locator(`[data-export="${file}"]`);

/** Opens the dialog as a keyboard does. */
async function open(page: Page): Promise<Locator> {
  const changes = page.locator('[data-changes]');
  await expect(changes).toBeEnabled();
  await changes.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Export or import…' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialogOf(page)).toBeVisible();
  return dialogOf(page);
}

async function save(page: Page, file: string): Promise<Buffer> {
  const button = entry(page, file).getByRole('button', { name: `Save ${file}` });
  await expect(button).toBeEnabled();
  const begun = page.waitForEvent('download');
  await button.focus();
  await page.keyboard.press('Enter');
  const download = await begun;
  expect(download.suggestedFilename()).toBe(file);
  return readFile(await download.path());
}

/** Sets the size that an entry states against the bytes that came: '39.2 KB'. */
async function expectSize(page: Page, file: string, bytes: number): Promise<void> {
  const [, size = '', unit = ''] =
    /([\d.]+) (B|KB|MB)/.exec(await entry(page, file).locator('.size').innerText()) ?? [];
  const stated = Number(size) * { B: 1, KB: 1e3, MB: 1e6 }[unit as 'B' | 'KB' | 'MB'];
  expect(Math.abs(stated - bytes) / bytes).toBeLessThan(0.02);
}

const changed = "console.log('taken away');";

test('a notebook goes to Jupyter and comes back, as a diff that waits for a word', async ({
  page,
  browser,
}) => {
  await page.goto('/conv1/');
  const cell = new Cell(page, 'conv1');
  await cell.edit(changed);
  await open(page);
  const file = await save(page, 'alexnet-cells.ipynb');
  await expectSize(page, 'alexnet-cells.ipynb', file.length);
  const notebook = JSON.parse(file.toString()) as {
    cells: { id: string; source: string[]; outputs?: { text: string[] }[]; execution_count?: number }[];
  };
  expect(notebook.cells.find(({ id }) => id === 'conv1')?.source).toEqual([changed]);
  const summary = notebook.cells.find(({ id }) => id === 'summary');
  const recorded = await readFile('tests/conformance/in-166.summary.txt', 'utf8');
  expect(summary?.outputs?.[0]?.text.join('').trimEnd()).toBe(recorded.trimEnd());
  expect(summary?.execution_count).toBe(166);

  const context = await browser.newContext();
  const elsewhere = await context.newPage();
  await elsewhere.goto('/conv1/');
  const received = new Cell(elsewhere, 'conv1');
  await expect(received.run).toBeEnabled();
  const dialog = await open(elsewhere);
  await dialog
    .getByLabel('Import a notebook')
    .setInputFiles({ name: 'mine.ipynb', mimeType: 'application/x-ipynb+json', buffer: file });
  const offer = elsewhere.getByRole('dialog', { name: 'This file carries changes to one cell' });
  await expect(offer.locator('[data-compared="conv1"]')).toContainText(changed);
  await received.expectState('published');
  await offer.getByRole('button', { name: 'Use these changes' }).click();
  await received.expectState('edited');
  expect(await received.source()).toBe(changed);
  await context.close();
});

test('a file that is no notebook of the course is refused with the reason, and changes nothing', async ({
  page,
}) => {
  await page.goto('/conv1/');
  for (const [text, reason] of [
    ['not a notebook', 'This file is no Jupyter notebook'],
    ['{"cells": [], "metadata": {}}', 'was not exported from this course'],
  ] as const) {
    const dialog = await open(page);
    await dialog
      .getByLabel('Import a notebook')
      .setInputFiles({ name: 'x.ipynb', mimeType: 'application/json', buffer: Buffer.from(text) });
    const refusal = page.getByRole('dialog', { name: 'This file cannot be used' });
    await expect(refusal).toContainText(reason);
    await refusal.getByRole('button', { name: 'Go on to the page' }).click();
  }
  await new Cell(page, 'conv1').expectState('published');
});

test('the project has the reader’s cells among the course’s sources and photographs', async ({ page }) => {
  await page.goto('/conv1/');
  await new Cell(page, 'conv1').edit(changed);
  await open(page);
  const zip = await save(page, 'alexnet-cells.zip');
  await expectSize(page, 'alexnet-cells.zip', zip.length);
  const files = unzipSync(new Uint8Array(zip));
  const text = (path: string) => strFromU8(files[`alexnet-cells/${path}`] ?? new Uint8Array());
  const listed = JSON.parse(text('cells.json')) as { id: string; file: string }[];
  expect(text(`cells/${listed.find(({ id }) => id === 'conv1')?.file ?? ''}`)).toBe(`${changed}\n`);
  expect(text('src/project/main.ts')).toContain("from '../kernel/kernel'");
  const served = await page.request.get('/photos/square/cat.png');
  expect(Buffer.from(files['alexnet-cells/photographs/cat.png'] ?? []).equals(await served.body())).toBe(
    true,
  );
});

test('nothing waits to be pressed before the list of cells is there', async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/cells.json', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/conv1/');
  const dialog = await open(page);
  const build = dialog.getByRole('button', { name: 'Run the cells that build it' });
  await expect(build).toBeDisabled();
  release();
  await build.click();
  await expect(dialog).toContainText(/TensorFlow\.js…|Running/);
});

test('after a restart the cells that build the network are to run again, whatever the page still shows', async ({
  page,
}) => {
  await chooseBackend(page, 'wasm');
  await page.goto('/conv1/');
  const conv1 = new Cell(page, 'conv1');
  await conv1.runToEnd();
  await conv1.root.hover();
  await conv1.root.getByRole('button', { name: /^More/ }).click();
  await conv1.root.getByRole('button', { name: 'Restart kernel' }).click();
  await page.locator('a[rel="prev"]').press('Enter');
  await page.waitForURL('**/setup/');
  const imports = new Cell(page, 'imports');
  await expect(imports.run).toBeEnabled();
  await imports.runToEnd();
  const dialog = await open(page);
  await expect(dialog.getByRole('button', { name: 'Run the cells that build it' })).toBeEnabled();
});

test('training code and weights of the network that the kernel holds', async ({ page }) => {
  await page.goto('/conv1/');
  const dialog = await open(page);
  await dialog.getByRole('button', { name: 'Run the cells that build it' }).click();
  await expect(dialog).toContainText('29 layers, 50,844,008 parameters');

  const keras = (await save(page, 'train_keras.py')).toString();
  const torch = (await save(page, 'train_pytorch.py')).toString();
  const python = JSON.parse((await save(page, 'train_keras.ipynb')).toString()) as {
    cells: { cell_type: string; source: string[] }[];
  };
  expect([syntaxErrors(keras), syntaxErrors(torch)]).toEqual([[], []]);
  for (const { cell_type: type, source } of python.cells)
    if (type === 'code') expect(syntaxErrors(source.join(''))).toEqual([]);
  const layers = kerasLayers(keras);
  const sum = (all: readonly { parameters: number }[]) =>
    all.reduce((total, { parameters }) => total + parameters, 0);
  expect([sum(layers), sum(torchModules(torch, [3, 227, 227]))]).toEqual([50_844_008, 50_844_008]);

  const weights = await save(page, 'alexnet.safetensors');
  await expectSize(page, 'alexnet.safetensors', weights.length);
  const length = Number(weights.readBigUInt64LE());
  const header = JSON.parse(weights.subarray(8, 8 + length).toString()) as Record<
    string,
    { shape: number[]; data_offsets: [number, number] }
  >;
  const sizes = new Map<string, number>();
  for (const [name, { shape }] of Object.entries(header)) {
    const layer = name.replace(/\.\w+$/, '');
    sizes.set(layer, (sizes.get(layer) ?? 0) + shape.reduce((product, size) => product * size, 1));
  }
  expect([...sizes]).toEqual(
    layers.filter(({ parameters }) => parameters > 0).map(({ name, parameters }) => [name, parameters]),
  );
  expect(weights.length).toBe(8 + length + 4 * 50_844_008);
  // Glorot's limit for Conv1: sqrt(6 / (11 * 11 * (3 + 96))); its biases are zero.
  const conv1 = weights.subarray(8 + length, 8 + length + 4 * 34_944);
  const numbers = Array.from({ length: 34_944 }, (_, i) => conv1.readFloatLE(4 * i));
  const limit = Math.sqrt(6 / (121 * 99));
  const largest = Math.max(...numbers.map(Math.abs));
  expect(largest / limit).toBeGreaterThan(0.999);
  expect(largest / limit).toBeLessThanOrEqual(1 + 1e-6);
  expect(numbers.slice(34_848)).toEqual(Array(96).fill(0));

  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.locator('[data-changes]')).toBeFocused();
});

test('what a target cannot express is refused with the reason; the weights are there all the same', async ({
  page,
}) => {
  await page.goto('/compile/');
  const cell = new Cell(page, 'compile');
  await cell.edit("model.compile({ loss: 'categoricalCrossentropy', optimizer: tf.train.adam() });");
  const dialog = await open(page);
  await dialog.getByRole('button', { name: 'Run the cells that build it' }).click();
  await expect(dialog).toContainText('The network is compiled with Adam');
  await expect(dialog.getByText('The network is compiled with Adam')).toHaveCount(1);
  await expect(entry(page, 'train_keras.py')).toHaveCount(0);
  await expect(entry(page, 'alexnet.safetensors').getByRole('button')).toBeEnabled();
});

test('without a connection it is said, and nothing is saved', async ({ page }) => {
  await page.goto('/conv1/');
  await page.route('**/project.json', (route) => route.abort());
  const dialog = await open(page);
  await entry(page, 'alexnet-cells.zip').getByRole('button').click();
  await expect(dialog.getByText('What the export needs could not be fetched.')).toBeVisible();
});

test('weights that were trained elsewhere are loaded by a cell, and again after a reload', async ({
  page,
}) => {
  await chooseBackend(page, 'wasm');
  await page.goto('/compile/');
  const dialog = await open(page);
  await dialog.getByRole('button', { name: 'Run the cells that build it' }).click();
  await expect(dialog).toContainText('29 layers, 50,844,008 parameters');
  const header = Buffer.from(
    JSON.stringify({
      'module.Conv1.bias': { dtype: 'F32', shape: [96], data_offsets: [0, 384] },
      'module.FC6.weight': { dtype: 'F32', shape: [2, 3], data_offsets: [384, 408] },
    }),
  );
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  await dialog.getByLabel('Load weights').setInputFiles({
    name: 'trained.safetensors',
    mimeType: 'application/octet-stream',
    buffer: Buffer.concat([length, header, Buffer.from(new Float32Array(102).fill(0.5).buffer)]),
  });
  await expect(dialog).toContainText('trained.safetensors: 1 of 16 weights fit: 96 numbers.');
  await expect(dialog).toContainText('module.FC6.weight is 2 × 3 in the file');
  await expect(dialog).toContainText('They were loaded by a cell of yours');

  await dialog.getByRole('link', { name: 'a cell of yours' }).click();
  await expect(dialog).toBeHidden();
  const id = (await page.locator('[data-cell^="own-"]').getAttribute('data-cell')) ?? '';
  const cell = new Cell(page, id);
  const says = '1 of 16 weights fit: 96 numbers.';
  expect(await cell.printed()).toContain(says);
  await page.reload();
  await expect(cell.run).toBeEnabled();
  await cell.runToEnd();
  expect(await cell.printed()).toContain(says);
});
