/** The summary stepper: walked by keyboard, by link and by itself, on the published network and on an edited one. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { Cell } from './cell';
import { recordedCells } from './course';

const summaryPage = '/summary/';
const whole = recordedCells.find(({ id }) => id === 'summary')?.summary ?? '';
/** Names of the layers as the notebook printed them; some are cut at the column's end, but never within the name. */
const printedLayers = [...whole.matchAll(/^(\w+) \(/gm)].map(([, name]) => name).slice(1);

class Stepper {
  readonly grid: Locator;
  readonly selected: Locator;
  readonly heading: Locator;
  readonly root: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.root = page.locator('[data-stepper]');
    this.grid = this.root.getByRole('grid', { name: 'Layers of the network' });
    this.selected = this.grid.locator('[role="row"][aria-selected="true"]');
    this.heading = this.root.getByRole('heading', { level: 3 }).first();
  }

  /** Opens it and waits until it answers. */
  async open(fragment = ''): Promise<void> {
    await this.#page.goto(summaryPage + fragment);
    await this.awake();
  }

  async awake(): Promise<void> {
    await expect(this.#page.locator('astro-island:has([data-stepper])')).not.toHaveAttribute('ssr');
  }

  async expectLayer(name: string): Promise<void> {
    await expect(this.selected).toHaveText(new RegExp(`^${name} \\(`));
    await expect(this.heading).toHaveText(name);
  }

  button(name: string): Locator {
    return this.root.getByRole('button', { name, exact: true });
  }
}

/** Reaches the selected row with the Tab key. */
async function tabToGrid(page: Page): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement?.matches('[role="grid"] [role="row"]'))) return;
  }
  throw new Error('The Tab key does not reach the grid.');
}

test('the grid is, line by line, what the notebook printed', async ({ page }) => {
  await new Stepper(page).open();
  const lines = await page.locator('[data-summary] [data-line]').allTextContents();
  expect(`${lines.join('\n')}\n`).toBe(`${whole.trimEnd()}\n`);
});

test('the keyboard alone walks all rows', async ({ page }) => {
  const stepper = new Stepper(page);
  await stepper.open();
  await tabToGrid(page);
  expect(printedLayers).toHaveLength(29);
  for (const [index, name] of printedLayers.entries()) {
    if (index > 0) await page.keyboard.press('ArrowDown');
    await stepper.expectLayer(name ?? '');
    await expect(stepper.selected).toBeFocused();
  }
  await expect(page).toHaveURL(/#layer=activation_85$/);
  for (const [key, name] of [
    ['ArrowDown', 'activation_85'],
    ['PageUp', 'flatten_7'],
    ['Home', 'Conv1'],
    ['ArrowUp', 'Conv1'],
    ['PageDown', 'activation_79'],
    ['End', 'activation_85'],
    ['ArrowUp', 'dropout_19'],
  ] as const) {
    await page.keyboard.press(key);
    await stepper.expectLayer(name);
  }
  await page.reload();
  await stepper.expectLayer('dropout_19');
});

test('the grid tells a screen reader its rows, and one of them is a tab stop', async ({ page }) => {
  const stepper = new Stepper(page);
  await stepper.open('#layer=LRN1');
  await expect(stepper.grid).toHaveAttribute('aria-rowcount', '30');
  await expect(stepper.grid.getByRole('row')).toHaveCount(30);
  await expect(stepper.grid.getByRole('columnheader')).toHaveCount(3);
  await expect(stepper.selected).toHaveAttribute('aria-rowindex', '4');
  await expect(stepper.grid.locator('[role="row"][tabindex="0"]')).toHaveCount(1);
});

test('a layer has its formulas with its numbers, and a letter is lit with what it stands for', async ({
  page,
}) => {
  const stepper = new Stepper(page);
  await stepper.open('#layer=Conv1');
  const formulas = stepper.root.locator('.formulas');
  await expect(formulas).toContainText('34,944');
  await expect(formulas).toContainText('105,415,200');
  await expect(stepper.root.getByText('11 × 11 pixels of the input, neighbours 4 apart')).toBeVisible();
  await stepper.root.getByRole('button', { name: /pixels of the kernel/ }).focus();
  await expect(formulas.locator('.lit').first()).toHaveText('F');
  expect(await formulas.locator('.vker.lit').allTextContents()).toEqual([
    'F',
    '11',
    'F',
    'F',
    '11',
    '11',
    'F',
    'F',
    '11',
    '11',
  ]);
});

test('a link opens a layer, and back and forward find it again', async ({ page }) => {
  const stepper = new Stepper(page);
  await stepper.open('#layer=FC6');
  await stepper.expectLayer('FC6');
  await stepper.root.getByRole('link', { name: /^dense_17/ }).click();
  await stepper.expectLayer('dense_17');
  await page.goBack();
  await stepper.expectLayer('FC6');
  await page.goForward();
  await stepper.expectLayer('dense_17');
});

test('the rail of a chapter opens a layer in the stepper, and the layer leads back to its cell', async ({
  page,
}) => {
  await page.goto('/conv2/');
  await page
    .getByRole('navigation', { name: 'The network so far' })
    .getByRole('link', { name: /^LRN2:/ })
    .click();
  const stepper = new Stepper(page);
  await expect(page).toHaveURL(/\/summary\/#layer=LRN2$/);
  await stepper.expectLayer('LRN2');
  await stepper.root.getByRole('link', { name: 'The cell that adds it' }).click();
  await expect(page).toHaveURL(/\/conv2\/#cell-conv2$/);
});

test('a link to a layer that is not there says so', async ({ page }) => {
  const stepper = new Stepper(page);
  await stepper.open('#layer=Conv9');
  await expect(stepper.root.getByText('This network has no layer “Conv9”')).toBeVisible();
  await stepper.expectLayer('Conv1');
});

test('it walks by itself to the end, aloud, until the reader does something', async ({ page }) => {
  await page.clock.install({ time: '2024-01-01T00:00:00' });
  const stepper = new Stepper(page);
  await stepper.open('#layer=dense_17');
  await page.clock.pauseAt('2024-01-01T01:00:00');
  await stepper.button('Walk through all layers').click();
  await page.clock.runFor(2100);
  await stepper.expectLayer('activation_84');
  await expect(stepper.root.getByText('Layer 27 of 29: activation_84, 1000')).toBeAttached();
  await page.keyboard.press('Shift');
  await expect(stepper.button('Walk through all layers')).toBeVisible();
  await page.clock.runFor(5000);
  await stepper.expectLayer('activation_84');
  await stepper.button('Walk through all layers').click();
  for (const name of ['dropout_19', 'activation_85']) {
    await page.clock.runFor(2100);
    await stepper.expectLayer(name);
  }
  await expect(stepper.button('Walk through all layers')).toBeVisible();
});

test('an edited network is the one that is stepped through', async ({ page }) => {
  await page.goto('/conv1/');
  const conv1 = new Cell(page, 'conv1');
  await conv1.runSource((await conv1.source()).replace('filters: 96', 'filters: 48'));
  await page.getByRole('button', { name: /^Contents/ }).click();
  await page.getByRole('link', { name: 'The summary, layer by layer' }).click();
  const stepper = new Stepper(page);
  await expect(stepper.root.getByText('This is your network: it departs')).toBeVisible();
  await expect(stepper.grid.getByRole('row')).toHaveCount(2);
  await expect(stepper.selected).toHaveText(/^Conv1 \(Conv2D\) +\(None, 48, 55, 55\) +17472 +$/);
  await stepper.button('Run the cells that follow').click();
  await expect(stepper.grid.getByRole('row')).toHaveCount(30);
  await stepper.grid.getByRole('row', { name: /^Conv2/ }).click();
  // (5 * 5 * 48 + 1) * 256
  await expect(stepper.selected).toHaveText(/307456/);
  await expect(stepper.root.locator('.formulas')).toContainText('307,456');
  await expect(stepper.root.getByRole('button', { name: 'Time every layer' })).toBeEnabled();
});

test('a network that ends before the published one is stepped through to its end', async ({ page }) => {
  await page.goto('/relu-lrn-pooling/');
  const lrn1 = new Cell(page, 'lrn1');
  await lrn1.runSource((await lrn1.source()).replace(/model\.add\(\s*tf\.layers\.maxPooling2d[^;]*;/, ''));
  await page.getByRole('heading', { name: 'Step through the layers so far' }).scrollIntoViewIfNeeded();
  const stepper = new Stepper(page);
  await expect(stepper.root.getByText('This is your network: it departs')).toBeVisible();
  await expect(stepper.grid.getByRole('row')).toHaveCount(4);
  await expect(stepper.button('Time every layer')).toBeEnabled();
  await expect(stepper.root.getByRole('button', { name: /^Build the network|^Run the cells/ })).toHaveCount(
    0,
  );
});

test('where cells run again alone, the stepper tells what is no longer of the same network', async ({
  page,
}) => {
  const stepper = new Stepper(page);
  await stepper.open();
  await stepper.button('Build the network and look inside').click();
  await expect(stepper.button('Time every layer')).toBeEnabled();
  await stepper.root.getByRole('link', { name: 'The cell that adds it' }).click();
  await page.getByRole('heading', { name: 'Step through the layers so far' }).scrollIntoViewIfNeeded();
  // All of the network has run: the chapter is about its first layer all the same.
  await expect(stepper.grid.getByRole('row')).toHaveCount(2);
  await expect(stepper.root.getByText('This is your network')).toHaveCount(0);
  const conv1 = new Cell(page, 'conv1');
  await conv1.runSource((await conv1.source()).replace('strides: 4', 'strides: 2'));
  await page.getByRole('button', { name: /^Contents/ }).click();
  await page.getByRole('link', { name: 'The summary, layer by layer' }).click();
  await expect(stepper.grid.getByRole('row')).toHaveCount(2);
  await expect(stepper.selected).toHaveText(/^Conv1 \(Conv2D\) +\(None, 96, 109, 109\)/);
  await expect(stepper.root.getByText('as far as its cells have run')).toBeVisible();
});

test('the stepper after a chapter has the layers so far', async ({ page }) => {
  await page.goto('/conv2/');
  await page.getByRole('heading', { name: 'Step through the layers so far' }).scrollIntoViewIfNeeded();
  const stepper = new Stepper(page);
  await stepper.awake();
  await expect(stepper.grid.getByRole('row')).toHaveCount(10);
  await stepper.grid.getByRole('row', { name: /^MaxPool2/ }).click();
  await stepper.expectLayer('MaxPool2');
  await expect(page).toHaveURL(/\/conv2\/#layer=MaxPool2$/);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test('touch selects, buttons step, and no layer makes the page scroll sideways', async ({ page }) => {
    const stepper = new Stepper(page);
    await stepper.open();
    await stepper.grid.getByRole('row', { name: /^LRN1/ }).tap();
    await stepper.expectLayer('LRN1');
    await stepper.button('Previous layer').tap();
    await stepper.expectLayer('activation_77');
    await stepper.grid.getByRole('row', { name: /^Conv1/ }).tap();
    for (const name of printedLayers.slice(1)) {
      await stepper.button('Next layer').tap();
      await stepper.expectLayer(name ?? '');
      expect(
        await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        ),
      ).toBe(0);
    }
    await expect(stepper.button('Next layer')).toBeDisabled();
  });

  test('who steps on from deep in a long layer finds the pictures of the next', async ({ page }) => {
    const stepper = new Stepper(page);
    await stepper.open();
    await stepper.button('Build the network and look inside').tap();
    await stepper.button('Trace one of its numbers').tap();
    await expect(stepper.root.locator('[data-value="given"]')).toBeVisible();
    await page.locator('[data-trace]').evaluate((element) => element.scrollIntoView({ block: 'end' }));
    await stepper.button('Next layer').tap();
    await stepper.expectLayer('activation_77');
    await expect(page.getByRole('grid', { name: 'Channels of activation_77' })).toBeInViewport();
    await expect(stepper.heading).toBeInViewport();
    await expect(stepper.button('Next layer')).toBeFocused();
  });
});
