import { beforeEach, expect, test } from 'vitest';
import type { Locator } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { focus, press } from '../../../tests/components/keyboard';
import { sampleWith, spread } from '../../../tests/components/samples';
import { openTab, runCell } from '../../../tests/components/tab';
import { findingOf, openTwin, told, widget } from '../../../tests/components/widget';
import { notebookLayers } from '../../model/networks';
import LrnLab from './LrnLab.svelte';

const tab = openTab();
const [channels, side] = [96, 15];
/** Of a layer after its ReLU: some are zero, and some are large. */
const numbers = spread(channels * side * side).map((value) => 400 * Math.max(0, value) ** 3);
const maps = Array.from({ length: side * side }, (_, place) =>
  Array.from({ length: channels }, (__, i) => numbers[i * side * side + place] ?? NaN),
);
let figure: Locator;

beforeEach(async () => {
  const sample = sampleWith(numbers, {
    layer: 'activation_77',
    shape: [channels, side, side],
    offset: [0, 20, 20],
  });
  await render(LrnLab, { sample });
  figure = widget('Local response normalisation');
  await expect.element(findingOf(figure)).toMatchTextContent('the two orders');
});

interface Constants {
  k: number;
  alpha: number;
}

function normalized(x: readonly number[], i: number, { k, alpha }: Constants): number {
  const squares = [i - 2, i - 1, i, i + 1, i + 2].map((j) => (x[j] ?? 0) ** 2);
  return (x[i] ?? NaN) / (k + alpha * squares.reduce((a, b) => a + b)) ** 0.75;
}

/** All channels of maps of any size, at every place. */
function everywhere(all: readonly number[][], constants: Constants): number[][] {
  return all.map((x) => x.map((_, i) => normalized(x, i, constants)));
}

/** [place][channel]: the largest of 3 x 3, every second. */
function pooled(all: readonly number[][]): number[][] {
  return Array.from({ length: 49 }, (_, place) => {
    const [top, left] = [2 * Math.floor(place / 7), 2 * (place % 7)];
    return Array.from({ length: channels }, (__, i) =>
      Math.max(
        ...[0, 1, 2].flatMap((y) => [0, 1, 2].map((z) => all[(top + y) * side + left + z]?.[i] ?? NaN)),
      ),
    );
  });
}

function difference(constants: Constants) {
  const last = pooled(everywhere(maps, constants)).flat();
  const first = everywhere(pooled(maps), constants).flat();
  const each = last.map((a, index) => {
    const b = first[index] ?? NaN;
    return a === b ? 0 : Math.abs(a - b) / Math.max(a, b);
  });
  const percent = (share: number) => `${Number((100 * share).toPrecision(2))} %`;
  return [
    `${percent(each.reduce((a, b) => a + b) / each.length)} on average`,
    `${percent(Math.max(...each))} at most`,
  ];
}

test('its values and the difference of the two orders, with all three sets of constants', async () => {
  const bars = figure.getByRole('slider', { name: 'Channel', exact: true });
  const plane = figure.getByRole('slider', { name: /^Channel \d+, activation_77$/ });
  await focus(plane);
  await press('ArrowDown');
  await focus(bars);
  await press('Home', ...Array<string>(12).fill('ArrowRight'));
  const { positions } = told(plane);
  const [row = NaN, column = NaN] = positions;
  const x = maps[row * side + column] ?? [];

  for (const [preset, constants] of [
    ['paper and notebook', { k: 2, alpha: 1e-4 }],
    ['the authors’ program', { k: 2, alpha: 2e-5 }],
    ['Caffe', { k: 1, alpha: 2e-5 }],
  ] as const) {
    await focus(figure.getByRole('radio', { name: preset }));
    await press('Space');
    await expect.element(bars).toHaveAttribute('aria-valuetext', expect.stringMatching(/^channel 12:/));
    for (const finding of difference(constants))
      await expect.element(findingOf(figure)).toMatchTextContent(finding);
    const expected = normalized(x, 12, constants);
    expect(Math.abs(told(bars).value - expected)).toBeLessThanOrEqual(0.006 * Math.abs(expected));
  }
});

test('swapping the order puts the pooling before the normalisation', async () => {
  const names = () =>
    figure
      .getByLabelText(/^Channel \d+, (activation_77|pooled|normalised)$/)
      .elements()
      .map((plane) => plane.ariaLabel?.split(', ')[1]);
  await expect.poll(names).toEqual(['activation_77', 'normalised', 'pooled']);
  expect(figure.element().textContent).toMatch(/→\snormalised/);
  await focus(figure.getByRole('radio', { name: 'normalise, pool' }));
  await press('ArrowRight');
  await expect.poll(names).toEqual(['activation_77', 'pooled', 'normalised']);
  await openTwin(figure);
  await expect.poll(() => figure.getByRole('row').elements()).toHaveLength(6);
});

test('takes the constants of the reader’s own layer', async () => {
  await runCell(
    tab,
    'lrn1',
    (notebookLayers().lrn1 ?? []).map((layer) =>
      layer.type === 'localResponseNormalization' ? { ...layer, bias: 3, depthRadius: 1 } : layer,
    ),
  );
  await expect.element(findingOf(figure)).toMatchTextContent('a patch of your activation_77');
  await figure.getByRole('radio', { name: 'your LRN1' }).click();
  await expect.element(figure.getByRole('spinbutton', { name: 'k', exact: true })).toHaveValue(3);
  await openTwin(figure);
  await expect.poll(() => figure.getByRole('row').elements()).toHaveLength(4);
});

test('each number of the constants is seen whole', async () => {
  await figure.getByRole('radio', { name: 'Caffe' }).click();
  const alpha = figure.getByRole('spinbutton', { name: 'alpha' });
  await expect.element(alpha).toHaveValue(0.00002);
  const field = alpha.element();
  if (!(field instanceof HTMLInputElement)) throw new Error('It is no field.');
  // What the field scrolls by if it is too narrow for its text.
  expect(field.scrollWidth).toBeLessThanOrEqual(field.clientWidth);
});
