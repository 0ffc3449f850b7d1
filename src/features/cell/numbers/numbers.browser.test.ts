/** Numbers in the code under a pointer and under keys, and what is told of them at once. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import {
  conv3,
  edit,
  expectAt,
  expectState,
  runButton,
  showCells,
  sourceOf,
} from '../../../../tests/components/cells';
import { press } from '../../../../tests/components/keyboard';
import { openTab, resetTab } from '../../../../tests/components/tab';

const tab = openTab();
afterEach(resetTab);

const source = (strides: string) => `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential();
model.add(tf.layers.conv2d({ filters: 8, kernelSize: 3, inputShape: [9, 9, 1], strides: ${strides}, name: 'C' }));`;

const told = conv3.getByText(/^As typed, not run yet$/);
const number = (text: string) => conv3.getByText(text, { exact: true });
const layer = () =>
  / C new: (\S+ × \S+ × \d+)/.exec(conv3.element().textContent.replaceAll(/\s+/g, ' '))?.[1];
const strides = () => / strides: (\S+),/.exec(sourceOf(conv3))?.[1];

beforeEach(async () => {
  await showCells('conv3');
  await edit('conv3', source('2'));
  await expect.element(told).toBeVisible();
});

test('a drag changes the number, its layer follows, and one undo takes it back', async () => {
  await expect.poll(layer).toBe('8 × 4 × 4');
  await userEvent.dragAndDrop(number('2'), number('2'), {
    sourcePosition: { x: 3, y: 8 },
    targetPosition: { x: 10, y: 8 },
    // It ends beside the number.
    force: true,
  });
  await expect.poll(strides).toBe('3');
  await expect.poll(layer).toBe('8 × 3 × 3');
  await press('ControlOrMeta+z');
  await expect.poll(strides).toBe('2');
  await expect.poll(layer).toBe('8 × 4 × 4');
  await press('ControlOrMeta+Shift+KeyZ');
  await expect.poll(strides).toBe('3');
});

/** The mouse over the number, so far to the right. */
function point(type: string, right: number, buttons: number) {
  const element = number('2').query() ?? document.activeElement;
  const { x, y, width, height } = (element ?? document.body).getBoundingClientRect();
  const at = { clientX: x + width / 2 + right, clientY: y + height / 2 };
  // The mouse has this number: another cannot be captured.
  const event = { ...at, pointerId: 1, pointerType: 'mouse', buttons, bubbles: true, cancelable: true };
  element?.dispatchEvent(new PointerEvent(type, event));
}
const isDragged = () => document.querySelector('.cm-dragging-number') !== null;

test('Escape takes a drag back, and the editor stays', async () => {
  await userEvent.click(number('2'));
  point('pointerdown', 0, 1);
  point('pointermove', 10, 1);
  await expect.poll(strides).toBe('3');
  expect(isDragged()).toBe(true);
  await press('Escape');
  await expect.poll(strides).toBe('2');
  await expectAt('conv3, editing');
  expect(isDragged()).toBe(false);
});

test('a press that was let go elsewhere is over with the next move', async () => {
  await userEvent.click(number('2'));
  point('pointerdown', 0, 1);
  point('pointermove', 1, 0);
  point('pointermove', 10, 1);
  expect(isDragged()).toBe(false);
  expect(strides()).toBe('2');
});

test('a click puts the cursor into it, keys step it, with Shift by ten', async () => {
  await userEvent.click(number('2'));
  await expectAt('conv3, editing');
  await press('Alt+.');
  await expect.poll(strides).toBe('3');
  await press('Alt+,');
  await expect.poll(strides).toBe('2');
  await press('Shift+Alt+Period');
  await expect.poll(strides).toBe('12');
});

test('what does not fit is told at once, with its line, and nothing is run', async () => {
  await userEvent.fill(page.elementLocator(document.activeElement ?? document.body), source('0'));
  const misfit = conv3.getByText(/C has strides: \[0, 0\]: give whole numbers, 1 or more/);
  await expect.element(misfit).toBeVisible();
  await expect.element(conv3.getByRole('button', { name: 'Line 3' })).toBeVisible();
  await expectState(conv3, 'edited');
  expect(tab.kernel.ran).toEqual([]);
  await expect.element(runButton(conv3)).toBeVisible();
});

test('Python that is pasted is offered as TypeScript, and used', async () => {
  const field = document.activeElement ?? document.body;
  await userEvent.fill(page.elementLocator(field), '');
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', 'model.add(Conv2D(filters=96, kernel_size=3))');
  field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  const offer = conv3.getByRole('group', { name: 'The pasted Python as TypeScript' });
  await expect.element(offer).toBeVisible();
  await userEvent.click(offer.getByRole('button', { name: 'Use it' }));
  await expect
    .poll(() => sourceOf(conv3))
    .toBe('model.add(tf.layers.conv2d({ filters: 96, kernelSize: 3 }));');
  await expect.element(offer).not.toBeInTheDocument();
});

test('what is told stays while the cell runs, so that nothing below it moves', async () => {
  await edit('conv3', `${source('3')} // while (true)`);
  await expect.poll(layer).toBe('8 × 3 × 3');
  await runButton(conv3).click();
  await expectState(conv3, 'running');
  await expect.element(told).toBeVisible();
  await conv3.getByRole('button', { name: /^Stop/ }).click();
  await expectState(conv3, 'stopped');
  await expect.element(told).not.toBeInTheDocument();
});
