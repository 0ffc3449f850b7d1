/** What the stepper shows of a layer's output: channels, numbers, kernels, before and after. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { Cell } from './cell';

/** Numbers as the page writes them. */
const read = (text: string) => Number(text.replace('−', '-').replace('e−', 'e-').replaceAll(',', ''));

class View {
  readonly root: Locator;
  readonly channels: Locator;
  readonly map: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.root = page.locator('[data-layer-view]');
    this.channels = this.root.getByRole('grid', { name: /^Channels of/ });
    this.map = this.root.getByRole('button', { name: /^Channel \d+, / });
  }

  /** Opens a layer, builds the network, and waits for what it made of the photograph. */
  async open(layer: string): Promise<void> {
    await this.#page.goto(`/summary/#layer=${layer}`);
    await this.#page.getByRole('button', { name: 'Build the network and look inside' }).click();
    await expect(this.root.getByRole('application').first()).toBeVisible();
  }

  async goTo(layer: string): Promise<void> {
    await this.#page.evaluate((name) => (location.hash = `layer=${name}`), layer);
    await expect(this.root).toHaveAttribute('data-layer-view', layer);
  }

  /** The selected tile of a grid of tiles. */
  selected(grid: Locator): Locator {
    return grid.locator('[aria-selected="true"]');
  }

  /** What a table of numbers says, by its caption, row by row; empty where there is no number. */
  async numbers(caption: string): Promise<(number | null)[]> {
    const table = this.root.getByRole('table', { name: caption, exact: true });
    await table.waitFor();
    const texts = await table.locator('tbody td').allTextContents();
    return texts.map((text) => (text.trim() === '' ? null : read(text.trim())));
  }

  /** A line of the statistics, of the column `Channel` or `Whole layer`. */
  async statistic(line: string, column: 0 | 1): Promise<string> {
    const row = this.root.getByRole('row', { name: new RegExp(`^${line} `) });
    return (await row.getByRole('cell').nth(column).textContent()) ?? '';
  }
}

/** Whether nothing of the canvas is left unpainted, and something is seen on it. */
function isPainted(canvas: Locator): Promise<boolean> {
  return canvas.evaluate((element: HTMLCanvasElement) => {
    const pixels = element.getContext('2d')?.getImageData(0, 0, element.width, element.height).data ?? [];
    const opaque = [...pixels].filter((_, index) => index % 4 === 3).every((alpha) => alpha === 255);
    return opaque && new Set(pixels).size > 2;
  });
}

test('before the network is built, the published picture stands in and says so', async ({ page }) => {
  await page.goto('/summary/#layer=Conv3');
  const view = new View(page);
  await expect(view.root).toContainText('the first 8 of 384 channels');
  await expect(view.root.getByRole('img')).toBeVisible();
  await expect(view.root.getByRole('grid')).toHaveCount(0);
});

test('all 384 channels are reached by keyboard, and only those in view are drawn', async ({ page }) => {
  const view = new View(page);
  await view.open('Conv3');
  const tiles = view.channels.locator('[role="gridcell"]');
  await expect(view.selected(view.channels)).toHaveAccessibleName('Channel 0');
  await view.selected(view.channels).focus();
  await page.keyboard.press('End');
  await expect(view.selected(view.channels)).toHaveAccessibleName('Channel 383');
  await expect(view.selected(view.channels)).toBeFocused();
  await expect(view.selected(view.channels)).toBeInViewport();
  await expect(view.root.getByRole('heading', { name: 'Channel 383' })).toBeVisible();
  await expect.poll(() => isPainted(view.selected(view.channels).locator('canvas'))).toBe(true);
  expect(await tiles.count()).toBeLessThan(200);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowUp');
  const columns = Number(await view.channels.getAttribute('aria-colcount'));
  await expect(view.selected(view.channels)).toHaveAccessibleName(`Channel ${382 - columns}`);
  await page.keyboard.press('Home');
  await expect(view.selected(view.channels)).toHaveAccessibleName('Channel 0');

  // Another layer with maps of the same size: the same canvases, painted anew.
  const first = view.channels.locator('canvas').first();
  const pixels = () => first.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  await expect.poll(() => isPainted(first)).toBe(true);
  const before = await pixels();
  await view.goTo('activation_79');
  await expect.poll(pixels).not.toBe(before);

  await view.root.getByText('All channels as a table').click();
  await expect(
    view.root.getByRole('group', { name: 'Channels of activation_79' }).getByRole('row'),
  ).toHaveCount(385);
});

test('a number is read by keyboard and picked for tracing; its field is framed', async ({ page }) => {
  const view = new View(page);
  await view.open('Conv1');
  await expect(view.map).toHaveAccessibleName(/^Channel 0, 55 × 55\./);
  await view.map.focus();
  await page.keyboard.press('PageUp');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  const readout = view.root.locator('.readout');
  await expect(readout).toContainText('[0, 1, 1]');
  await expect(view.root.getByRole('img', { name: /row 1, column 1 sees 11 × 11 pixels\.$/ })).toBeVisible();
  const value = read((await readout.locator('b').textContent()) ?? '');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#layer=Conv1&unit=0(,|%2C)1(,|%2C)1$/);

  // There is no row 99: the channels are shown all the same.
  await page.evaluate(() => (location.hash = 'layer=Conv1&unit=7,99,0'));
  await expect(view.selected(view.channels)).toHaveAccessibleName('Channel 0');

  await view.goTo('activation_77');
  for (const axis of ['row', 'column'])
    await view.root.getByRole('spinbutton', { name: `From ${axis}` }).fill('0');
  expect((await view.numbers('Before'))[5 + 1]).toBe(value);
});

test('kernels are read when the reader comes near, and belong to the channels', async ({ page }) => {
  const view = new View(page);
  await view.open('Conv1');
  await view.root.getByRole('heading', { name: 'Its kernels' }).scrollIntoViewIfNeeded();
  const kernels = view.root.getByRole('grid', { name: 'Kernels of Conv1' });
  await expect(view.root).toContainText('All 96 kernels of 11 × 11');
  await kernels.getByRole('gridcell', { name: 'Kernel 3', exact: true }).click();
  await expect(view.selected(view.channels)).toHaveAccessibleName('Channel 3');
  await expect.poll(() => isPainted(view.selected(kernels).locator('canvas'))).toBe(true);
  await view.root.getByText('The weights as numbers').click();
  for (const colour of ['red', 'green', 'blue']) {
    const weights = await view.numbers(`Weights for ${colour}`);
    expect(weights).toHaveLength(121);
    // Glorot's uniform limit for 3 and 96 channels of 11 × 11.
    const limit = Math.sqrt(6 / (121 * (3 + 96)));
    for (const weight of weights) expect(Math.abs(weight ?? NaN)).toBeLessThanOrEqual(limit * 1.01);
    expect(Math.max(...weights.map((weight) => weight ?? NaN))).toBeGreaterThan(limit * 0.5);
  }

  await view.goTo('Conv2');
  await view.root.getByRole('heading', { name: 'Its kernel' }).scrollIntoViewIfNeeded();
  const slices = view.root.getByRole('grid', { name: /^Slices of kernel 3/ });
  await expect(slices).toBeVisible();
  await view.selected(slices).focus();
  await page.keyboard.press('End');
  expect(await view.numbers('Weights for channel 95')).toHaveLength(25);
});

test('before and after agree with the rule of each layer, wherever the region is', async ({ page }) => {
  const view = new View(page);
  await view.open('activation_77');
  const pooled = (numbers: (number | null)[]) =>
    [0, 2, 10, 12].map((corner) => {
      const window = [0, 1, 2].flatMap((row) =>
        [0, 1, 2].map((column) => numbers[corner + 5 * row + column] ?? -Infinity),
      );
      return Math.max(...window);
    });

  for (const row of [3, 40]) {
    await view.root.getByRole('spinbutton', { name: 'From row' }).fill(String(row));
    const before = await view.numbers('Before');
    expect(await view.numbers('After')).toEqual(before.map((value) => Math.max(0, value ?? NaN)));
    expect(
      await view.root.getByRole('table', { name: 'Before' }).getByRole('rowheader').first().textContent(),
    ).toBe(String(row));
  }

  await view.goTo('MaxPool');
  const region = view.root.getByRole('button', { name: /^Region of channel/ });
  await region.focus();
  for (const key of ['PageUp', 'Home', 'ArrowDown', 'ArrowRight', 'ArrowDown', 'ArrowRight']) {
    await page.keyboard.press(key);
    expect(await view.numbers('After')).toEqual(pooled(await view.numbers('Before')));
  }

  await view.goTo('zero_padding2d_25');
  const padded = await view.numbers('After');
  expect(padded.filter((_, index) => index < 5 || index % 5 === 0)).toEqual(Array(9).fill(0));
  expect((await view.numbers('Before')).filter((value) => value !== null)).toEqual(
    padded.filter((_, index) => index >= 5 && index % 5 !== 0),
  );

  await view.goTo('flatten_7');
  expect(await view.numbers('After')).toEqual(await view.numbers('Before'));
  expect((await view.numbers('Place in the vector')).slice(0, 6)).toEqual([0, 256, 512, 768, 1024, 1280]);

  await view.goTo('dropout_17');
  expect(await view.numbers('Difference')).toEqual(Array(25).fill(0));
});

test('a softmax names its five most probable classes', async ({ page }) => {
  const view = new View(page);
  await view.open('activation_85');
  const top = view.root.getByRole('table', { name: 'The five most probable classes' }).locator('tbody tr');
  await expect(top).toHaveCount(5);
  const shares = (await top.locator('td:nth-child(2)').allTextContents()).map((text) => parseFloat(text));
  expect(shares).toEqual(shares.toSorted((a, b) => b - a));
  await expect(view.root).toContainText('gives each of the 1,000 classes 0.1 %');
  expect(read(await view.statistic('Mean', 0))).toBe(0.001);
  await top.first().getByRole('button').click();
  await expect(page).toHaveURL(/#layer=activation_85&unit=\d+$/);
});

test('of a few classes: bars to both sides of zero, and why a fused softmax is not recomputed', async ({
  page,
}) => {
  await page.goto('/conv1/');
  const conv1 = new Cell(page, 'conv1');
  await conv1.runSource(
    (await conv1.source()).replace(
      'model.summary();',
      `model.add(tf.layers.flatten());
model.add(tf.layers.dense({ units: 8, name: 'scores' }));
model.add(tf.layers.dense({ units: 3, activation: 'softmax', name: 'classes' }));`,
    ),
  );
  await page.getByRole('heading', { name: 'Step through the layers so far' }).scrollIntoViewIfNeeded();
  const view = new View(page);
  const layers = page.getByRole('grid', { name: 'Layers of the network' });
  await layers.getByRole('row', { name: /^scores/ }).click();
  const top = view.root.getByRole('table', { name: 'The largest' }).locator('tbody tr');
  await expect(top).toHaveCount(8);
  const ends = await top.evaluateAll((rows) =>
    rows.map((row) => {
      const [value = '', cell] = [row.children[1]?.textContent, row.children[2]];
      const [all, bar] = [cell, cell?.firstElementChild].map((element) => element?.getBoundingClientRect());
      const [start = NaN, end = NaN] = [bar?.left, bar?.right].map(
        (side) => (side ?? NaN) - (all?.left ?? NaN),
      );
      return { isNegative: value.startsWith('−'), start, end, room: all?.width ?? NaN };
    }),
  );
  for (const { start, end, room } of ends) {
    expect(start).toBeGreaterThanOrEqual(-0.5);
    expect(end).toBeLessThanOrEqual(room + 0.5);
  }
  const zeros = (negative: boolean) =>
    ends
      .filter(({ isNegative }) => isNegative === negative)
      .map(({ start, end }) => (negative ? end : start));
  const [zero = NaN] = zeros(true);
  expect(zeros(false)).not.toEqual([]);
  for (const other of [...zeros(true), ...zeros(false)]) expect(other).toBeCloseTo(zero, 0);

  await layers.getByRole('row', { name: /^classes/ }).click();
  await view.root.getByRole('button', { name: 'class 1' }).click();
  await expect(page.locator('[data-trace]')).toContainText('softmax needs the sums of all units');
});

test('numbers of two photographs are not laid side by side', async ({ page }) => {
  const view = new View(page);
  await view.open('activation_77');
  const beforeAndAfter = view.root.getByRole('heading', { name: 'Before and after' });
  await expect(beforeAndAfter).toBeVisible();
  await view.goTo('Conv1');
  await page.getByRole('link', { name: 'The cell that adds it' }).click();
  const conv1 = new Cell(page, 'conv1');
  await conv1.runToEnd();
  await page.getByRole('button', { name: /^Contents/ }).click();
  await page.getByRole('link', { name: 'The summary, layer by layer' }).click();
  await page
    .locator('[data-stepper] details', { hasText: /^Photograph/ })
    .locator('summary')
    .click();
  await page.getByRole('radio', { name: /espresso/i }).check();
  // The kernel holds no more than the first layer.
  await expect(view.root).toContainText('An espresso, all 96 channels');
  await view.goTo('activation_77');
  await expect(view.root).toContainText('A tabby cat, all 96 channels');
  await expect(beforeAndAfter).toHaveCount(0);
  const trace = page.locator('[data-trace]');
  await page.evaluate(() => (location.hash = 'layer=activation_77&unit=5,11,21'));
  await expect(trace).toContainText('No numbers yet.');
  await expect(trace.locator('[data-value]')).toHaveCount(0);
  // Above, both sides are of the first photograph: only what it looked like is gone.
  await page.evaluate(() => (location.hash = 'layer=LRN1&unit=3,11,21'));
  await expect(trace.locator('[data-value="recomputed"]')).toBeVisible();
  await page.getByRole('button', { name: 'Build the network and look inside' }).click();
  await view.goTo('activation_77');
  await expect(view.root).toContainText('An espresso, all 96 channels');
  await expect(beforeAndAfter).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('nothing is wider than the page', async ({ page }) => {
    const view = new View(page);
    await view.open('Conv1');
    for (const layer of ['Conv1', 'MaxPool', 'activation_85']) {
      await view.goTo(layer);
      if (layer === 'Conv1') {
        await view.root.getByRole('heading', { name: 'Its kernels' }).scrollIntoViewIfNeeded();
        await expect(view.root.getByRole('grid', { name: 'Kernels of Conv1' })).toBeVisible();
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    }
  });
});
