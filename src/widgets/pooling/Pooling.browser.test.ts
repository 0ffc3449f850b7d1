import { beforeEach, expect, test } from 'vitest';
import type { Locator } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { focus, press } from '../../../tests/components/keyboard';
import { sampleWith, spread } from '../../../tests/components/samples';
import { openTab, runCell } from '../../../tests/components/tab';
import { findingOf, told, widget } from '../../../tests/components/widget';
import { notebookLayers } from '../../model/networks';
import Pooling from './Pooling.svelte';

const tab = openTab();
const side = 55;
const map = spread(side * side).map((value) => 9 * value);
let figure: Locator;

beforeEach(async () => {
  await render(Pooling, {
    sample: sampleWith(map, { layer: 'LRN1', shape: [1, side, side], offset: [51, 0, 0] }),
  });
  figure = widget('Pooling');
  await expect.element(findingOf(figure)).toMatchTextContent('numbers remain');
});

function pooled(window: number, step: number) {
  const across = Math.floor((side - window) / step) + 1;
  const places = Array.from({ length: across * across }, (_, index) => {
    const [top, left] = [Math.floor(index / across) * step, (index % across) * step];
    const seen = Array.from({ length: window * window }, (__, cell) => {
      const at = (top + Math.floor(cell / window)) * side + left + (cell % window);
      return { at, value: map[at] ?? NaN };
    });
    return seen.reduce((best, next) => (next.value > best.value ? next : best));
  });
  return { places, pixels: new Set(places.map(({ at }) => at)).size };
}

test('arrow keys move over the output, and each number is the largest of its window', async () => {
  const output = figure.getByRole('slider', { name: 'The channel after pooling' });
  await focus(output);
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'PageUp', 'End', 'ArrowLeft']) {
    await press(key);
    const { positions, value } = told(output);
    const [row = NaN, column = NaN] = positions;
    expect(value).toBeCloseTo(pooled(3, 2).places[row * 27 + column]?.value ?? NaN, 1);
  }
  await expect.element(output).toHaveAttribute('aria-valuetext', expect.stringMatching(/^row 0, column 25:/));
});

test('the windows that do not overlap leave a row and a column over', async () => {
  const finding = expect.element(findingOf(figure));
  await finding.toMatchTextContent(`only ${pooled(3, 2).pixels} pixels`);
  await finding.toMatchTextContent('No pixel is left over');
  await focus(figure.getByRole('radio', { name: '3 × 3, step 2' }));
  await press('ArrowRight');
  await finding.toMatchTextContent('729 of 3,025 numbers remain');
  await finding.toMatchTextContent('Each is that of another pixel');
  await finding.toMatchTextContent('Outside every window: one row and one column');
  expect(pooled(2, 2).pixels).toBe(729);
  await focus(figure.getByRole('radio', { name: 'the largest' }));
  await press('ArrowRight');
  await finding.toMatchTextContent('a mean lowers what stands out');
});

test('with the reader’s own network: another channel, and the settings of its layer', async () => {
  const { lrn1 = [] } = notebookLayers();
  const layers = lrn1.map((layer) =>
    layer.type === 'maxPooling2d' ? { ...layer, poolSize: [4, 4] as const } : layer,
  );
  await runCell(tab, 'lrn1', layers);
  const finding = expect.element(findingOf(figure));
  await finding.toMatchTextContent('channel 51 of your LRN1');
  await figure.getByRole('radio', { name: 'your MaxPool’s' }).click();
  await finding.toMatchTextContent('676 of 3,025 numbers remain');
  await focus(figure.getByRole('slider', { name: 'Channel', exact: true }));
  await press('ArrowLeft');
  await finding.toMatchTextContent('channel 50 of your LRN1');
});
