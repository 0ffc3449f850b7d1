/** Whatever a cell does, the reader gets a clear message, and a notebook that still works. */
import { expect, test, type Page } from '@playwright/test';
import { Cell } from './cell';
import { recordedCells } from './course';
import { chooseBackend } from './kernel-log';

const summary = recordedCells.find((cell) => cell.id === 'conv1')?.summary;

async function open(page: Page): Promise<Cell> {
  await page.goto('/conv1/');
  return new Cell(page, 'conv1');
}

/** As a reader would check: the published cell again, and what it prints. */
async function expectToWork(cell: Cell): Promise<void> {
  await cell.root.getByRole('button', { name: /^More/ }).click();
  await cell.root.getByRole('button', { name: 'Reset to published' }).click();
  await cell.run.click();
  await cell.expectState('done');
  expect(await cell.printed()).toBe(summary);
}

for (const [what, source] of [
  ['an endless loop', 'while (true) {}'],
  ['an endless loop that waits', 'while (true) await tf.nextFrame();'],
] as const) {
  test(`Stop ends ${what}`, async ({ page }) => {
    const cell = await open(page);
    await cell.edit(source);
    await cell.run.click();
    await cell.expectState('running');
    await cell.stop.click();
    await cell.expectState('stale');
    await expect(cell.root).toContainText(/stopped/i);
    await expectToWork(cell);
  });
}

test('Stop between two runs takes back what waits', async ({ page }) => {
  await page.goto('/conv3/');
  const conv3 = new Cell(page, 'conv3');
  const pad3 = new Cell(page, 'pad3');
  await expect(conv3.run).toBeEnabled();
  // The next run waits until the photograph has gone through the network.
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/photos/square/**', async (route) => {
    await held;
    await route.continue();
  });
  await conv3.run.click();
  await pad3.run.click();
  await conv3.expectState('done');
  await pad3.expectState('queued');
  const stop = page.locator('[data-kernel]').getByRole('button', { name: 'Stop' });
  await expect(stop).toBeVisible();
  await pad3.stop.click();
  await pad3.expectState('published');
  await expect(stop).toHaveCount(0);
  release();
  await expect(conv3.root.locator('[data-output="model"] canvas').first()).toBeVisible();
  await pad3.expectState('published');
});

test('a thrown error is shown with its message and its line', async ({ page }) => {
  const cell = await open(page);
  await cell.edit('const depth = 3;\n\nthrow new RangeError(`no depth ${depth}`);');
  await cell.run.click();
  await cell.expectState('error');
  await expect(cell.error).toContainText('RangeError');
  await expect(cell.error).toContainText('no depth 3');
  await expect(cell.error).toContainText('line 3');
  await cell.error.getByRole('button').click();
  await expect(cell.root.locator('.cm-error-line')).toContainText('throw new RangeError');
  await expectToWork(cell);
});

test('an error stops a run at its cell; those below keep what they show', async ({ page }) => {
  await page.goto('/conv3/');
  const conv3 = new Cell(page, 'conv3');
  const pad3 = new Cell(page, 'pad3');
  const before = await pad3.printed();
  await conv3.edit('nowhere();');
  await pad3.run.click();
  await conv3.expectState('error');
  await expect(conv3.error).toContainText('nowhere');
  await pad3.expectState('stale');
  expect(await pad3.printed()).toBe(before);
});

test('a syntax error is shown with its line', async ({ page }) => {
  const cell = await open(page);
  await cell.edit('const a = 1;\nconst b = = 2;');
  await cell.run.click();
  await cell.expectState('error');
  await expect(cell.error).toContainText('SyntaxError');
  await expect(cell.error).toContainText('line 2');
  await expectToWork(cell);
});

test('a type annotation and a top-level await are ordinary', async ({ page }) => {
  const cell = await open(page);
  await cell.runSource(
    [
      'interface Size { side: number }',
      'const size: Size = await Promise.resolve({ side: 227 });',
      'console.log((size as Size).side);',
    ].join('\n'),
  );
  await expect(cell.text).toHaveText('227');
});

test('an option that a layer does not know is refused by its name', async ({ page }) => {
  const cell = await open(page);
  await cell.edit((await cell.source()).replace('strides: 4,', 'strides: 4, groups: 2,'));
  await cell.run.click();
  await cell.expectState('error');
  await expect(cell.error).toContainText('groups');
});

test('an import that does not exist is refused by its name', async ({ page }) => {
  const cell = await open(page);
  await cell.edit("import { towers } from './utils';");
  await cell.run.click();
  await cell.expectState('error');
  await expect(cell.error).toContainText('towers');
  await cell.edit("import fs from 'fs';");
  await cell.run.click();
  await cell.expectState('error');
  await expect(cell.error).toContainText('fs');
});

test('ten thousand lines on the console leave the page usable', async ({ page }) => {
  const cell = await open(page);
  await cell.runSource('for (let line = 1; line <= 10_000; line += 1) console.log(`line ${line} of many`);');
  await expect(cell.root).toContainText('line 1 of many');
  await expect(cell.root).toContainText(/line 10000 of many|left out|omitted|not shown/);
  await expectToWork(cell);
});

test('allocating until memory is gone ends in a message', async ({ page }) => {
  const cell = await open(page);
  await cell.edit('const hoard: tf.Tensor[] = [];\nwhile (true) hoard.push(tf.ones([4096, 4096]));');
  await cell.run.click();
  await cell.expectState('error');
  await expect(cell.error).toContainText(/memory/i);
  await expectToWork(cell);
});

test('a lost WebGL context ends in a message, and the next run starts anew', async ({ page }) => {
  await chooseBackend(page, 'webgl');
  const cell = await open(page);
  await cell.edit(
    [
      'const gl = tf.backend().gpgpu.gl as WebGL2RenderingContext;',
      "gl.getExtension('WEBGL_lose_context')!.loseContext();",
      'await tf.ones([8]).data();',
      'await new Promise(() => {});',
    ].join('\n'),
  );
  await cell.run.click();
  await cell.expectState('error');
  await expect(cell.error).toContainText(/WebGL|graphics|GPU/);
  await expectToWork(cell);
});
