/** What is painted, and when it is painted anew. */
import { onTestFinished, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { flushSync } from 'svelte';
import { emulatePrint } from '../../tests/components/media';
import type { Theme } from '../drawing/colour-scale';
import type { Network } from '../model/layer';
import { conv2d } from '../model/make-layer';
import Raster from './plane/Raster.svelte';
import TileGrid from './plane/TileGrid.svelte';
import LayerOutput from './strip/LayerOutput.svelte';
import Strip from './strip/Strip.svelte';

type Pixel = readonly [number, number, number, number];

const filled = (pixel: Pixel, count = 1) =>
  new Uint8ClampedArray(Array.from({ length: count }, () => pixel).flat());

/** The first pixel of each picture on the page. */
function colours(): number[][] {
  return [...document.querySelectorAll('canvas')].map((canvas) => [
    ...(canvas.getContext('2d')?.getImageData(0, 0, 1, 1).data ?? []),
  ]);
}

function choose(attribute: 'theme' | 'scales', value: string): void {
  const root = document.documentElement;
  root.setAttribute(`data-${attribute}`, value);
  onTestFinished(() => root.removeAttribute(`data-${attribute}`));
}

test('a grid never shows pictures of two layers: those of the new one, or nothing yet', async () => {
  const before: Pixel = [200, 10, 10, 255];
  const after: Pixel = [10, 200, 10, 255];
  const grid = {
    label: 'Channels',
    count: 12,
    width: 1,
    height: 1,
    selected: 0,
    onselect: () => undefined,
    name: String,
  };
  const { rerender } = await render(TileGrid, { ...grid, paint: () => filled(before) });
  await expect.poll(colours).toEqual(Array.from({ length: 12 }, () => before));
  // Slow: each takes a frame's time, and the rest wait for the next ones.
  const paint = () => {
    const end = performance.now() + 12;
    while (performance.now() < end);
    return filled(after);
  };
  const seen: number[][] = [];
  const watch = () => {
    seen.push(...colours());
    watching = requestAnimationFrame(watch);
  };
  void rerender({ paint });
  flushSync();
  let watching = requestAnimationFrame(watch);
  seen.push(...colours());
  await expect.poll(colours).toEqual(Array.from({ length: 12 }, () => after));
  cancelAnimationFrame(watching);
  expect(seen.filter((pixel) => pixel[3] === 255 && pixel[0] !== after[0])).toEqual([]);
  expect(seen.filter((pixel) => pixel[3] === 0)).not.toEqual([]);
});

test('a picture follows the theme', async () => {
  const paint = (theme: Theme) => filled(theme === 'dark' ? [0, 0, 0, 255] : [255, 255, 255, 255]);
  choose('theme', 'light');
  await render(Raster, { height: 1, width: 1, paint });
  expect(colours()).toEqual([[255, 255, 255, 255]]);
  choose('theme', 'dark');
  await expect.poll(colours).toEqual([[0, 0, 0, 255]]);
  await emulatePrint();
  await expect.poll(colours).toEqual([[255, 255, 255, 255]]);
});

test('a layer’s channels have one scale, or each its own, and say their numbers', async () => {
  choose('theme', 'light');
  choose('scales', 'shared');
  const values = Float32Array.of(1, 0, 0, 0, 4, 0, 0, 0);
  const live = { layer: 'ReLU1', shape: [2, 2, 2], minimum: 0, maximum: 4, values };
  await render(LayerOutput, {
    name: 'ReLU1',
    shape: { channels: 2, height: 2, width: 2 },
    live,
    channels: [0, 1],
    published: null,
  });
  const strip = page.getByRole('img', { name: 'ReLU1: its channels 0, 1 as pictures' });
  await expect.element(strip).toBeVisible();
  await expect.element(page.getByTitle('channel 1')).toBeInTheDocument();
  const [weak, strong] = colours();
  expect(weak).not.toEqual(strong);
  await expect.element(page.getByText('from 0 to 4')).toBeVisible();
  choose('scales', 'own');
  await expect.poll(colours).toEqual([strong, strong]);
  await expect.element(page.getByText('from 0 to 4')).not.toBeVisible();
});

test('a vector’s bars are as wide as their place', async () => {
  const published = { src: '/FC6', width: 1024, height: 96, channels: [], minimum: 0, maximum: 4 };
  await render(LayerOutput, { name: 'FC6', shape: null, live: null, published });
  const strip = page.getByRole('img', { name: 'FC6: its values as bars' }).element();
  const bars = [...strip.querySelectorAll('img')].find((image) => image.checkVisibility());
  expect(bars?.clientWidth).toBe(strip.clientWidth);
});

test('of what was published only the picture for this theme and these scales is shown', async () => {
  choose('theme', 'dark');
  choose('scales', 'own');
  const channels = [2, 3, 5, 7, 11, 13, 17, 19];
  const published = { src: '/Conv1', width: 894, height: 110, channels, minimum: 0, maximum: 4 };
  const shape = { channels: 96, height: 55, width: 55 };
  await render(LayerOutput, { name: 'Conv1', shape, live: null, published });
  const shown = () =>
    [...document.querySelectorAll('img')]
      .filter((image) => image.checkVisibility())
      .map((image) => image.getAttribute('src'));
  expect(shown()).toEqual(['/Conv1-own-dark.png', '/Conv1-own-dark.png']);
  await emulatePrint();
  expect(shown()).toEqual(['/Conv1-own.png', '/Conv1-own.png']);
  choose('theme', 'light');
  choose('scales', 'shared');
  expect(shown()).toEqual(['/Conv1.png', '/Conv1.png']);
});

test('the course’s first experiment looks like something: a larger volume, and the course’s own dashed in it', async () => {
  const network = (strides: number): Network => ({
    name: 'model',
    inputShape: [3, 227, 227],
    layers: [conv2d('Conv1', 96, 11, { strides })],
  });
  const strip = { added: ['Conv1'], traces: [] };
  const heightOf = (selector: string) =>
    document.querySelector(`${selector} .front`)?.getBoundingClientRect().height ?? NaN;
  const published = await render(Strip, { ...strip, network: network(4), course: network(4) });
  await expect.element(page.getByText(/In outline: what Conv1 takes, 3 × 227 × 227\./)).toBeVisible();
  const [photograph, before] = [heightOf('svg.input'), heightOf('svg.output')];
  expect(photograph).toBeGreaterThan(2 * before);
  expect(document.querySelector('.ghost')).toBeNull();
  await published.unmount();
  await render(Strip, { ...strip, network: network(2), course: network(4) });
  await expect.element(page.getByText('was 96 × 55 × 55')).toBeVisible();
  await expect.element(page.getByText('+308.6 million multiply-adds')).toBeVisible();
  expect(heightOf('svg.input')).toBe(photograph);
  expect(heightOf('svg.output')).toBeCloseTo((before * 109) / 55, -1);
  expect(document.querySelector('.ghost')?.getBoundingClientRect().height).toBeGreaterThan(before);
});
