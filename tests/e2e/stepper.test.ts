/** The summary stepper in its pages: by link, from chapter to chapter, on the published network and on an edited one. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { Cell } from './cell';

const summaryPage = '/summary/';

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

  button(name: string | RegExp): Locator {
    return this.root.getByRole('button', { name, exact: true });
  }
}

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
  const layer = page
    .getByRole('navigation', { name: 'The network so far' })
    .getByRole('link', { name: /^LRN2:/ });
  await expect(layer.locator('image')).toHaveCount(0);
  // Pictures come when a reader is there, and the rail is awake to see it.
  await expect(page.locator('astro-island[ssr]:has(.rail)')).toHaveCount(0);
  await layer.hover();
  await expect(layer.locator('image')).toHaveCount(1);
  await layer.click();
  const stepper = new Stepper(page);
  await expect(page).toHaveURL(/\/summary\/#layer=LRN2$/);
  await stepper.expectLayer('LRN2');
  await stepper.root.getByRole('link', { name: 'The cell that adds it' }).click();
  await expect(page).toHaveURL(/\/conv2\/#cell-conv2$/);
});

test('an edited network is the one that is stepped through', async ({ page }) => {
  await page.goto('/conv1/');
  const conv1 = new Cell(page, 'conv1');
  await conv1.runSource((await conv1.source()).replace('filters: 96', 'filters: 48'));
  const drawn = page.getByRole('link', { name: /^Conv1: 48 × 55 × 55, was 96 × 55 × 55, / });
  // The photograph's channel, and the ghost of what was published.
  await expect(drawn.locator('image')).toHaveCount(1);
  await expect(drawn.locator('.ghost')).toHaveCount(1);
  await page.getByRole('button', { name: /^Contents/ }).click();
  await page.getByRole('link', { name: 'The summary, layer by layer' }).click();
  const stepper = new Stepper(page);
  // One cell of it has run; the others are known from what they say.
  await expect(stepper.root.getByText('This is your network as you typed it.')).toBeVisible();
  await expect(stepper.grid.getByRole('row')).toHaveCount(30);
  await expect(stepper.selected).toHaveText(/^Conv1 \(Conv2D\) +\(None, 48, 55, 55\) +17472 +$/);
  await stepper.button(/^Run (it|them)$/).click();
  await stepper.grid.getByRole('row', { name: /^Conv2/ }).click();
  // (5 * 5 * 48 + 1) * 256
  await expect(stepper.selected).toHaveText(/307456/);
  await expect(stepper.root.locator('.formulas')).toContainText('307,456');
  await expect(stepper.root.getByRole('button', { name: 'Time every layer' })).toBeEnabled();
});

test('a chapter has its stepper below the cell that adds layers, before the exercises, at the first of them', async ({
  page,
}) => {
  await page.goto('/conv2/');
  const place = page.getByRole('heading', { name: 'Step through the layers so far' });
  await place.scrollIntoViewIfNeeded();
  const stepper = new Stepper(page);
  await stepper.awake();
  await stepper.expectLayer('Conv2');
  const headings = await page.locator('h2').allTextContents();
  expect(headings.indexOf('Step through the layers so far')).toBe(headings.indexOf('The cell') + 1);
  // The pictures from the build, before anything has run.
  await expect(stepper.root.locator('[data-layer-view] img').filter({ visible: true }).first()).toBeVisible();
  await expect(stepper.grid.getByRole('row')).toHaveCount(6);
  await stepper.grid.getByRole('row', { name: /^MaxPool2/ }).click();
  await stepper.expectLayer('MaxPool2');
  await expect(page).toHaveURL(/\/conv2\/#layer=MaxPool2$/);
  await stepper.button('Show the 4 layers above').click();
  await expect(stepper.grid.getByRole('row')).toHaveCount(10);
});
