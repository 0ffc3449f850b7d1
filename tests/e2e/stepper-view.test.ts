/** What the stepper shows of the real network's numbers. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { Cell } from './cell';

/** Numbers as the page writes them. */
const read = (text: string) => Number(text.replace('−', '-').replace('e−', 'e-').replaceAll(',', ''));

class View {
  readonly root: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.root = page.locator('[data-layer-view]');
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

  /** What a table of numbers says, by its caption, row by row; empty where there is no number. */
  async numbers(caption: string): Promise<(number | null)[]> {
    const table = this.root.getByRole('table', { name: caption, exact: true });
    await table.waitFor();
    const texts = await table.locator('tbody td').allTextContents();
    return texts.map((text) => (text.trim() === '' ? null : read(text.trim())));
  }
}

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
  // The chapter's page, which is there until the next has come, has a stepper too.
  await expect(page.getByRole('heading', { level: 1, name: 'The summary, layer by layer' })).toBeVisible();
  await page
    .locator('[data-stepper] details', { hasText: /^Photograph/ })
    .locator('summary')
    .click();
  await page.getByRole('radio', { name: /espresso/i }).check();
  // The kernel holds no more than the first layer.
  await expect(view.root).toContainText('An espresso, all 96 channels');
  await view.goTo('activation_77');
  // A trace is replaced whole: of the first photograph nothing is left to lay beside the second.
  await expect(view.root).toContainText('of another photograph or of another network');
  await expect(beforeAndAfter).toHaveCount(0);
  const trace = page.locator('[data-trace]');
  await page.evaluate(() => (location.hash = 'layer=activation_77&unit=5,11,21'));
  await expect(trace).toContainText('No numbers yet.');
  await expect(trace.locator('[data-value]')).toHaveCount(0);
  await page.evaluate(() => (location.hash = 'layer=Conv1&unit=3,11,21'));
  await expect(trace.locator('[data-value="recomputed"]')).toBeVisible();
  await page.getByRole('button', { name: 'Build the network and look inside' }).click();
  await view.goTo('activation_77');
  await expect(view.root).toContainText('An espresso, all 96 channels');
  await expect(beforeAndAfter).toBeVisible();
});
