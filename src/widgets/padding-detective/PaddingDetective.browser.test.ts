import { beforeEach, expect, test } from 'vitest';
import type { Locator } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { focus, press } from '../../../tests/components/keyboard';
import { openTab, runCell } from '../../../tests/components/tab';
import { findingOf, widget } from '../../../tests/components/widget';
import { maxPooling2d } from '../../model/make-layer';
import { notebookLayers } from '../../model/networks';
import PaddingDetective from './PaddingDetective.svelte';

const tab = openTab();
let figure: Locator;

beforeEach(async () => {
  await render(PaddingDetective);
  figure = widget('Padding detective');
  await expect.element(figure.getByRole('spinbutton', { name: 'Stride' })).toBeVisible();
});

async function showAll() {
  await figure.getByRole('button', { name: 'Show all ways' }).click();
  await expect.element(figure.getByRole('spinbutton', { name: 'Wanted' })).toBeVisible();
}

const ways = () =>
  figure
    .getByRole('rowheader')
    .elements()
    .map(({ textContent }) => textContent);

test('asks one question, which two sliders answer; the rest waits behind a button', async () => {
  const finding = expect.element(findingOf(figure));
  await expect.element(figure.getByText(/make 13 of them after the pooling\?/)).toBeVisible();
  await finding.toMatchTextContent('27 → 23 → 11: 2 too few for 13.');
  expect(figure.getByRole('slider').elements()).toHaveLength(2);
  expect(figure.getByRole('radio').elements()).toEqual([]);
  await focus(figure.getByRole('slider', { name: 'Zeros' }));
  await press('ArrowRight', 'ArrowRight');
  await finding.toMatchTextContent('27 → 27 → 13: it reaches 13.');
});

test('finds two ways to 13; a key leads from the slip to the paper’s', async () => {
  await showAll();
  const finding = expect.element(findingOf(figure));
  await figure.getByRole('radio', { name: 'its slip' }).click();
  await finding.toMatchTextContent('writes 11, but (27 − 5 + 2 · 1)/2 + 1 = 13.');
  await expect.element(figure.getByText(/2 of 60 ways end at 13\./)).toBeVisible();
  expect(ways()).toEqual([
    expect.stringMatching(/^\s*27 → 27 → 13\s+the paper’s\s*$/),
    expect.stringMatching(/^\s*27 → 23 → 11 → 13\s+the notebook’s\s*$/),
  ]);
  await focus(figure.getByRole('radio', { name: /^stride 2, zeros 1:/ }));
  await press('ArrowUp');
  await press('ArrowRight');
  await expect.element(figure.getByRole('radio', { name: 'the paper’s' })).toBeChecked();
  await finding.toMatchTextContent('27 → 27 → 13: it reaches 13.');
  await focus(figure.getByRole('button', { name: '27 → 23 → 11 → 13' }));
  await press('Enter');
  await expect.element(figure.getByRole('radio', { name: 'the notebook’s' })).toBeChecked();
  await finding.toMatchTextContent('Of the 169 places of each channel 48 are zeros');
});

test('searches all kernels for another target', async () => {
  await showAll();
  await figure.getByRole('spinbutton', { name: 'Wanted' }).fill('12');
  await figure.getByRole('radio', { name: 'kernels, too' }).click();
  let all = 0;
  let found = 0;
  for (let kernel = 1; kernel <= 11; kernel++)
    for (let stride = 1; stride <= 4; stride++)
      for (let zeros = 0; zeros <= 5 && zeros < kernel; zeros++)
        for (let ring = 0; ring <= 2; ring++) {
          all++;
          let convolved = 0;
          for (let start = -zeros; start + kernel <= 27 + zeros; start += stride) convolved++;
          let pooled = 0;
          for (let start = 0; start + 3 <= convolved; start += 2) pooled++;
          if (pooled > 0 && pooled + ring + ring === 12) found++;
        }
  await expect.element(figure.getByText(new RegExp(`${found} of ${all} ways end at 12\\.`))).toBeVisible();
  expect(ways()).toHaveLength(found);
});

test('begins with what the reader’s second convolution gets', async () => {
  const { conv2 = [] } = notebookLayers();
  const same = conv2.map((layer) =>
    layer.type === 'conv2d' ? { ...layer, padding: 'same' as const } : layer,
  );
  await runCell(tab, 'conv2', [maxPooling2d('before', 3, { strides: 2 }), ...same]);
  await expect
    .element(figure.getByText(/The second convolution of your network gets pictures 13 wide/))
    .toBeVisible();
  await showAll();
  await figure.getByRole('radio', { name: 'yours' }).click();
  await expect.element(findingOf(figure)).toMatchTextContent('13 → 13 → 6 → 8');
});
