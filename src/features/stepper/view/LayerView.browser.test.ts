/** What the stepper shows of a layer's output: channels, numbers, kernels, before and after. */
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { page } from 'vitest/browser';
import { focus, press } from '../../../../tests/components/keyboard';
import { spread } from '../../../../tests/components/samples';
import {
  channels,
  goTo,
  isPainted,
  numbers,
  read,
  row,
  selected,
  showStepper,
  stepper,
  view,
} from '../../../../tests/components/stepper';
import { openTab, runCell } from '../../../../tests/components/tab';
import { dense, flatten } from '../../../model/make-layer';
import { notebookLayers } from '../../../model/networks';

const tab = openTab();
const open = (layer: string) => showStepper({ fragment: `layer=${layer}` });

test('before the network is built, the published picture stands in and says so', async () => {
  const channels = [0, 3, 17, 40, 41, 99, 200, 383];
  const picture = { src: '/activations/Conv3', width: 256, height: 32, channels, minimum: -1, maximum: 1 };
  await showStepper({
    fragment: 'layer=Conv3',
    published: { photograph: 'A tabby cat', layers: { Conv3: picture } },
  });
  await expect.element(view).toMatchTextContent('the 8 of 384 channels that vary most');
  await expect
    .element(view.getByRole('img'))
    .toHaveAccessibleName('Conv3: its channels 0, 3, 17, 40, 41, 99, 200, 383 as pictures');
  expect(view.getByRole('grid').elements()).toEqual([]);
});

describe('of a network that ran', () => {
  beforeAll(() => runCell(tab, 'softmax'));

  test('all 384 channels are reached by keyboard, and only those in view are drawn', async () => {
    await open('Conv3');
    const chosen = selected(channels);
    await expect.element(chosen).toHaveAccessibleName('Channel 0');
    await focus(chosen);
    await press('End');
    await expect.element(chosen).toHaveAccessibleName('Channel 383');
    await expect.element(chosen).toHaveFocus();
    await expect.element(chosen).toBeInViewport();
    await expect.element(view.getByRole('heading', { name: 'Channel 383' })).toBeVisible();
    await expect.poll(() => isPainted(chosen)).toBe(true);
    expect(channels.getByRole('gridcell').elements().length).toBeLessThan(200);
    await press('ArrowLeft', 'ArrowUp');
    const columns = Number(channels.element().getAttribute('aria-colcount'));
    await expect.element(chosen).toHaveAccessibleName(`Channel ${382 - columns}`);
    await press('Home');
    await expect.element(chosen).toHaveAccessibleName('Channel 0');

    // Another layer with maps of the same size: the same canvases, painted anew.
    const pixels = () => channels.element().querySelector('canvas')?.toDataURL();
    await expect.poll(() => isPainted(chosen)).toBe(true);
    const before = pixels();
    await goTo('activation_79');
    await expect.poll(pixels).not.toBe(before);

    await view.getByText('All channels as a table').click();
    const table = view.getByRole('group', { name: 'Channels of activation_79' });
    await expect.poll(() => table.getByRole('row').elements()).toHaveLength(385);
  });

  test('a number is read by keyboard and picked for tracing; its field is framed', async () => {
    await open('Conv1');
    const map = view.getByRole('button', { name: /^Channel \d+, / });
    await expect.element(map).toHaveAccessibleName(/^Channel 0, 55 × 55\./);
    await focus(map);
    await press('PageUp', 'Home', 'ArrowRight', 'ArrowDown');
    const readout = view.getByText(/\[0, 1, 1\]/);
    await expect.element(readout).toBeVisible();
    await expect
      .element(view.getByRole('img', { name: /row 1, column 1 sees 11 × 11 pixels\.$/ }))
      .toBeVisible();
    const value = read(readout.element().querySelector('b')?.textContent);
    await press('Enter');
    await expect.poll(() => decodeURIComponent(location.hash)).toBe('#layer=Conv1&unit=0,1,1');

    // There is no row 99: the channels are shown all the same.
    await goTo('Conv1', '7,99,0');
    await expect.element(selected(channels)).toHaveAccessibleName('Channel 0');

    await goTo('activation_77');
    for (const axis of ['row', 'column'])
      await view.getByRole('spinbutton', { name: `From ${axis}` }).fill('0');
    await expect.poll(async () => (await numbers('Before'))[5 + 1]).toBe(value);
  });

  test('kernels are read when the reader comes near, and belong to the channels', async () => {
    await open('Conv1');
    const kernels = view.getByRole('grid', { name: 'Kernels of Conv1' });
    view.getByRole('heading', { name: 'Its kernels' }).element().scrollIntoView();
    await expect.element(view.getByText(/All 96 kernels of 11 × 11/)).toBeVisible();
    await kernels.getByRole('gridcell', { name: 'Kernel 3', exact: true }).click();
    await expect.element(selected(channels)).toHaveAccessibleName('Channel 3');
    await expect.poll(() => isPainted(selected(kernels))).toBe(true);
    await view.getByText('The weights as numbers').click();
    // What the kernel gave, [height, width, channels, filters].
    const given = spread(11 * 11 * 3 * 96);
    for (const [channel, colour] of ['red', 'green', 'blue'].entries()) {
      const weights = await numbers(`Weights for ${colour}`);
      expect(weights).toHaveLength(121);
      for (const [place, weight] of weights.entries())
        expect(weight).toBeCloseTo(given[(place * 3 + channel) * 96 + 3] ?? NaN, 2);
    }

    await goTo('Conv2');
    view.getByRole('heading', { name: 'Its kernel' }).element().scrollIntoView();
    const slices = view.getByRole('grid', { name: /^Slices of kernel 3/ });
    await focus(selected(slices));
    await press('End');
    expect(await numbers('Weights for channel 95')).toHaveLength(25);
  });

  test('a softmax names its five most probable classes', async () => {
    await open('activation_85');
    const table = view.getByRole('table', { name: 'The five most probable classes' });
    await expect.element(table).toBeVisible();
    const shares = [...table.element().querySelectorAll('tbody td:nth-child(2)')].map(({ textContent }) =>
      parseFloat(textContent),
    );
    expect(shares).toHaveLength(5);
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    await expect.element(view).toMatchTextContent('gives each of the 1,000 classes 0.1 %');
    await expect
      .element(view.getByRole('row', { name: /^Mean / }).getByRole('cell'))
      .toHaveTextContent('0.001');
    await table.getByRole('button').first().click();
    await expect.poll(() => location.hash).toMatch(/^#layer=activation_85&unit=\d+$/);
  });

  test('on a phone nothing is wider than the page', async () => {
    await page.viewport(390, 844);
    onTestFinished(() => page.viewport(1280, 900));
    await open('Conv1');
    for (const layer of ['Conv1', 'MaxPool', 'activation_85']) {
      await goTo(layer);
      if (layer === 'Conv1') {
        view.getByRole('heading', { name: 'Its kernels' }).element().scrollIntoView();
        await expect.element(view.getByRole('grid', { name: 'Kernels of Conv1' })).toBeVisible();
      }
      expect(document.documentElement.scrollWidth).toBe(390);
    }
  });
});

test('of a few classes: bars to both sides of zero, and why a fused softmax is not recomputed', async () => {
  await runCell(tab, 'conv1', [
    ...(notebookLayers().conv1 ?? []),
    flatten('flat'),
    dense('scores', 8),
    dense('classes', 3, { activation: 'softmax' }),
  ]);
  await showStepper({ chapter: 'conv1', lastCell: 'conv1' });
  await row('scores').click();
  const table = view.getByRole('table', { name: 'The largest' });
  await expect.element(table).toBeVisible();
  const bars = [...table.element().querySelectorAll('tbody tr')].map(({ children: [, number, cell] }) => {
    const [room, bar] = [cell, cell?.firstElementChild].map((part) => part?.getBoundingClientRect());
    const start = (bar?.left ?? NaN) - (room?.left ?? NaN);
    const isNegative = number?.textContent.startsWith('−') ?? false;
    return { isNegative, start, end: start + (bar?.width ?? NaN), room: room?.width ?? NaN };
  });
  expect(bars).toHaveLength(8);
  for (const { start, end, room } of bars) {
    expect(start).toBeGreaterThanOrEqual(-0.5);
    expect(end).toBeLessThanOrEqual(room + 0.5);
  }
  const negative = bars.filter(({ isNegative }) => isNegative).map(({ end }) => end);
  const positive = bars.filter(({ isNegative }) => !isNegative).map(({ start }) => start);
  expect(positive).not.toEqual([]);
  const [zero = NaN] = negative;
  for (const other of [...negative, ...positive]) expect(other).toBeCloseTo(zero, 0);

  await row('classes').click();
  await view.getByRole('button', { name: 'class 1' }).click();
  await expect.element(stepper.getByData('trace')).toMatchTextContent('softmax needs the sums of all units');
});
