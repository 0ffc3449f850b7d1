/** The notebook has no hidden state. */
import { expect, test } from '@playwright/test';
import { Cell } from './cell';
import { recordedCells } from './course';
import { KernelLog } from './kernel-log';

const summaryOf = (id: string) => recordedCells.find((cell) => cell.id === id)?.summary;

test('a cell in a fresh tab first runs the cells before it', async ({ page }) => {
  const kernel = await KernelLog.of(page);
  await page.goto('/conv4-conv5/');
  const cell = new Cell(page, 'conv4-conv5');
  await cell.runToEnd();
  expect(kernel.started).toEqual([
    'imports',
    'model',
    'conv1',
    'lrn1',
    'conv2',
    'conv3',
    'pad3',
    'conv4-conv5',
  ]);
  await expect(cell.root).toHaveAttribute('data-execution-count', '161');
});

test('a cell run again prints the same and leaves no more tensors', async ({ page }) => {
  const kernel = await KernelLog.of(page);
  await page.goto('/conv3/');
  const cell = new Cell(page, 'conv3');
  for (let run = 1; run <= 4; run += 1) {
    await cell.run.click();
    await expect.poll(() => kernel.tensors.length).toBe(run);
    await cell.expectState('done');
    expect(await cell.printed()).toBe(summaryOf('conv3'));
  }
  const [, ...again] = kernel.tensors;
  expect(new Set(again).size).toBe(1);
  expect(again[0]).toBe(kernel.tensors[0]);
});

test('an edit changes the shapes and makes the later cells stale', async ({ page }) => {
  await page.goto('/conv1/');
  const conv1 = new Cell(page, 'conv1');
  await conv1.run.focus();
  await conv1.edit((await conv1.source()).replace('strides: 4', 'strides: 2'));
  await conv1.expectState('edited');
  await conv1.runToEnd();
  // (227 - 11)/2 + 1
  await expect(conv1.text).toContainText('(None, 96, 109, 109)');

  await page.locator('a[rel="next"]').press('Enter');
  const lrn1 = new Cell(page, 'lrn1');
  await lrn1.expectState('stale');
  await expect(lrn1.root).toContainText('In [156]');
  await lrn1.runToEnd();
  // (109 - 3)/2 + 1
  await expect(lrn1.text).toContainText('(None, 96, 54, 54)');
});

test('an edit taken back shows what was published', async ({ page }) => {
  await page.goto('/conv1/');
  const conv1 = new Cell(page, 'conv1');
  await expect(conv1.run).toBeEnabled();
  const published = await conv1.source();
  await conv1.edit(published.replace('filters: 96', 'filters: 8'));
  await conv1.expectState('edited');
  await conv1.root.getByRole('button', { name: /^More/ }).click();
  await conv1.root.getByRole('button', { name: 'Reset to published' }).click();
  await conv1.expectState('published');
  await expect.poll(() => conv1.source()).toBe(published);
  expect(await conv1.printed()).toBe(summaryOf('conv1'));
});

test('the kernel lives through a change of chapter, nothing is replayed, and no policy is in the way', async ({
  page,
}) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  const kernel = await KernelLog.of(page);
  await page.goto('/conv1/');
  await new Cell(page, 'conv1').runToEnd();
  await page.locator('a[rel="next"]').press('Enter');
  const lrn1 = new Cell(page, 'lrn1');
  await lrn1.runToEnd();
  await page.locator('a[rel="prev"]').press('Enter');
  const conv1 = new Cell(page, 'conv1');
  await conv1.expectState('done');
  expect(await conv1.printed()).toBe(summaryOf('conv1'));
  expect(kernel.started).toEqual(['imports', 'model', 'conv1', 'lrn1']);
  expect(complaints).toEqual([]);
});

test('the keyboard alone edits and runs a cell, and moves on to the next', async ({ page }) => {
  await page.goto('/conv3/');
  const conv3 = new Cell(page, 'conv3');
  await expect(conv3.run).toBeEnabled();
  const code = conv3.root.locator('[data-code]');
  while (!(await code.evaluate((element) => element.contains(document.activeElement)))) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await expect(conv3.root.locator('.cm-content')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.insertText("\nconsole.log('by hand');");
  await page.keyboard.press('Shift+Enter');
  await conv3.expectState('done');
  await expect(conv3.text.last()).toContainText('by hand');
  // What it shows fills the screen: another press leaves it.
  await expect(conv3.root.locator('.cm-content')).toBeFocused();
  await page.keyboard.press('Shift+Enter');
  await expect(page.locator('[data-cell="pad3"] [data-code]')).toBeFocused();
});

test('the whole notebook, 50,844,008 parameters, runs from one menu', async ({ page }) => {
  await page.goto('/whole-network/');
  const summary = new Cell(page, 'summary');
  await expect(summary.run).toBeEnabled();
  await summary.root.getByRole('button', { name: /^More/ }).click();
  await summary.root.getByRole('button', { name: 'Run all above' }).click();
  await new Cell(page, 'rotate').expectState('done');
  await summary.runToEnd();
  await expect(summary.text).toContainText('50,844,008');
});
