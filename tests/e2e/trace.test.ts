/** Tracing one number in the built site: from what the network puts out down to a pixel and up again, by keyboard. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { Cell } from './cell';

class Trace {
  readonly root: Locator;
  readonly heading: Locator;
  readonly recomputed: Locator;
  readonly given: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.root = page.locator('[data-trace]');
    this.heading = this.root.getByRole('heading', { level: 4 }).first();
    this.recomputed = this.root.locator('[data-value="recomputed"]');
    this.given = this.root.locator('[data-value="given"]');
  }

  /** Opens the stepper at a unit, and lets the photograph flow through the network. */
  async open(fragment: string): Promise<void> {
    await this.#page.goto(`/summary/${fragment}`);
    const build = this.#page.getByRole('button', { name: 'Build the network and look inside' });
    await build.focus();
    await this.#page.keyboard.press('Enter');
    await expect(this.given).toBeVisible();
  }

  async expectAt(layer: string, unit: readonly number[]): Promise<void> {
    await expect(this.heading).toContainText(`${layer} [${unit.join(', ')}]`);
  }

  terms(kind: string): Locator {
    return this.root.locator(`[data-terms="${kind}"]`);
  }

  /** Goes on by a button that the keyboard reaches and presses. */
  async press(button: Locator): Promise<void> {
    await button.focus();
    await this.#page.keyboard.press('Enter');
  }

  /**
   * To an input: the middle one of a window or a patch, whose edge may be padding that comes from nowhere; else the
   * first of the table, or the only one.
   */
  async down(): Promise<void> {
    const squares = this.root.getByRole('grid').first().getByRole('button');
    const steps = this.root.getByRole('button', { name: /^Step to \[/ });
    // Those of a convolution wait for its weights.
    await squares.or(steps).first().waitFor();
    const side = Math.sqrt(await squares.count());
    if (side === 0) return this.press(steps.first());
    await this.root.locator('[role="grid"] button[tabindex="0"]').first().focus();
    for (let middle = 0; middle < Math.floor(side / 2); middle += 1) {
      await this.#page.keyboard.press('ArrowDown');
      await this.#page.keyboard.press('ArrowRight');
    }
    await this.#page.keyboard.press('Enter');
  }

  forward(): Locator {
    return this.root.getByRole('button', { name: /^Forward to/ });
  }
}

/** −1.5e−7 as a number; a cell of a table as the page writes it. */
function read(text: string | null): number {
  return Number((text ?? '').trim().replaceAll('−', '-'));
}

/** The numbers of a table's body, row by row, without the column of units. */
async function numbersOf(table: Locator): Promise<number[][]> {
  const rows = await table.locator('tbody tr').all();
  return Promise.all(rows.map(async (row) => (await row.locator('td').allTextContents()).slice(1).map(read)));
}

const near = (value: number, expected: number, scale = Math.abs(expected)) =>
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-4 * Math.max(scale, 1e-6));

test('from a probability down to a pixel and up again, by keyboard', async ({ page }) => {
  const trace = new Trace(page);
  await trace.open('#layer=activation_85&unit=281');
  await trace.expectAt('activation_85', [281]);

  // A share of all exponentials: the row of this unit comes first, the rest stands together below.
  const [own] = await numbersOf(trace.terms('softmax'));
  const sum = read(await trace.terms('softmax').locator('[data-term="sum"]').textContent());
  near((own?.[1] ?? NaN) / sum, read(await trace.recomputed.textContent()));

  const seen: string[] = [];
  for (let steps = 0; steps < 40; steps += 1) {
    const before = (await trace.heading.textContent()) ?? '';
    seen.push(before.trim());
    near(read(await trace.given.textContent()), read(await trace.recomputed.textContent()));
    if (before.includes('A pixel')) break;
    await trace.down();
    await expect(trace.heading).not.toHaveText(before);
    await expect(trace.heading).toBeFocused();
    await expect(trace.recomputed).toBeVisible();
  }
  expect(seen).toHaveLength(30);
  expect(seen.at(-1)).toMatch(/^A pixel \[\d, \d+, \d+\]/);

  // The way stands there, and leads up again.
  await expect(trace.root.getByRole('listitem')).toHaveCount(30);
  for (const earlier of seen.slice(0, -1).toReversed().slice(0, 3)) {
    await trace.press(trace.forward());
    await expect(trace.heading).toHaveText(earlier.replaceAll(/\s+/g, ' '));
  }
});

test('down to the pixel is one press, with what each pixel contributed; Back undoes it', async ({ page }) => {
  const trace = new Trace(page);
  await trace.open('#layer=activation_85&unit=281');
  const contributions = trace.root.locator('[data-contributions]');
  await expect(contributions).toContainText('Together they are the score that the softmax was given');
  await trace.press(trace.root.getByRole('button', { name: 'Down to the pixel' }));
  await expect(trace.heading).toContainText('A pixel');
  await expect(trace.heading).toBeFocused();
  await expect(trace.root.getByRole('listitem')).toHaveCount(30);
  await page.goBack();
  await trace.expectAt('activation_85', [281]);
  await trace.press(trace.root.getByRole('button', { name: /^Follow the largest term/ }));
  await trace.expectAt('dropout_19', [281]);
  await expect(trace.root.getByRole('listitem')).toHaveCount(2);
});

test('the way stays while the reader writes, on a network of theirs as well', async ({ page }) => {
  await page.goto('/conv1/');
  const conv1 = new Cell(page, 'conv1');
  const source = (await conv1.source()).replace('filters: 96', 'filters: 4');
  await conv1.runSource(source);
  await page.getByRole('heading', { name: 'Step through the layers so far' }).scrollIntoViewIfNeeded();
  const trace = new Trace(page);
  await trace.press(page.getByRole('button', { name: 'Trace one of its numbers' }));
  await expect(trace.given).toBeVisible();
  await trace.down();
  await expect(trace.heading).toContainText('A pixel');
  await expect(trace.root.getByRole('listitem')).toHaveCount(2);
  await conv1.edit(`${source} // mine`);
  await conv1.expectState('edited');
  await expect(trace.root.getByRole('listitem')).toHaveCount(2);
});

test('a convolution is the sum of its table', async ({ page }) => {
  const trace = new Trace(page);
  await trace.open('#layer=Conv1&unit=3,10,20');
  await trace.root.getByText('The 363 products as a table').click();
  const table = trace.terms('products');
  await expect(table.locator('tbody tr')).toHaveCount(363);
  let sum = read(await table.locator('[data-term="bias"]').textContent());
  let size = 0;
  for (const [x = NaN, weight = NaN, product = NaN] of await numbersOf(table)) {
    near(product, x * weight);
    sum += x * weight;
    size += Math.abs(product);
  }
  near(read(await trace.given.textContent()), sum, size);

  // The keyboard scrolls the table, and the number stays.
  const scroller = trace.root.getByRole('group', { name: 'Products', exact: true });
  await scroller.focus();
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => scroller.evaluate((element) => element.scrollTop)).toBeGreaterThan(0);
  await trace.expectAt('Conv1', [3, 10, 20]);
});

test('response normalisation, pooling and a dense layer are what their tables say', async ({ page }) => {
  const trace = new Trace(page);
  await trace.open('#layer=LRN1&unit=3,11,21');
  const squares = await numbersOf(trace.terms('normalization'));
  expect(squares).toHaveLength(5);
  const sum = squares.reduce((total, [a = NaN]) => total + a * a, 0);
  const own = squares[2]?.[0] ?? NaN;
  near(read(await trace.given.textContent()), own / (2 + 1e-4 * sum) ** 0.75);

  await page.goto('/summary/#layer=MaxPool&unit=3,5,10');
  await trace.expectAt('MaxPool', [3, 5, 10]);
  await trace.root.getByText('The same as a table').last().click();
  const window = (await numbersOf(trace.terms('window'))).flat();
  expect(window).toHaveLength(9);
  near(read(await trace.given.textContent()), Math.max(...window));

  await page.goto('/summary/#layer=FC6&unit=7');
  await trace.expectAt('FC6', [7]);
  const table = trace.terms('dense');
  await expect(table).toBeVisible();
  const term = async (name: string) => read(await table.locator(`[data-term="${name}"]`).textContent());
  const shown = (await numbersOf(table)).reduce((total, [x = NaN, weight = NaN]) => total + x * weight, 0);
  near(read(await trace.given.textContent()), shown + (await term('rest')) + (await term('extra')));
});

test('a pixel stays that of the photograph whose numbers are shown', async ({ page }) => {
  const trace = new Trace(page);
  await trace.open('#unit=0,100,120');
  const [pixel, number] = [await trace.terms('pixel').innerText(), await trace.given.innerText()];
  await page.getByRole('button', { name: /^Kernel/ }).click();
  await page.getByRole('button', { name: 'Restart kernel' }).click();
  const picker = page.locator('[data-stepper] details', { hasText: /^Photograph/ });
  await picker.locator('summary').click();
  await picker.getByRole('radio', { name: /espresso/i }).check();
  await expect(picker.locator('summary')).toHaveText(/^Photograph: An espresso/);
  expect(await trace.terms('pixel').innerText()).toBe(pixel);
  await expect(trace.given).toHaveText(number);
});

test('where the network refuses the photograph, the layer and its numbers tell why', async ({ page }) => {
  await page.goto('/conv1/');
  const conv1 = new Cell(page, 'conv1');
  await conv1.runSource((await conv1.source()).replace('[3, 227, 227]', '[2, 28, 28]'));
  await page.getByRole('heading', { name: 'Step through the layers so far' }).scrollIntoViewIfNeeded();
  const reason = 'A photograph has 3 colours, but this network takes [2, 28, 28].';
  await expect(page.locator('[data-layer-view]')).toContainText(reason);
  await page.getByRole('button', { name: 'Trace one of its numbers' }).click();
  await expect(new Trace(page).root).toContainText(reason);
  await expect(page.locator('[data-stepper]')).not.toContainText('Build the network');
});

test('arrow keys and brackets move to neighbours, and the address follows', async ({ page }) => {
  await page.goto('/summary/#layer=Conv1&unit=3,10,20');
  const trace = new Trace(page);
  await trace.expectAt('Conv1', [3, 10, 20]);
  await trace.root.getByRole('button', { name: 'One row down' }).focus();
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', ']', '[', '[']) await page.keyboard.press(key);
  await trace.expectAt('Conv1', [2, 11, 22]);
  await expect(page).toHaveURL(/#layer=Conv1&unit=2,11,22$/);
  await page.reload();
  await trace.expectAt('Conv1', [2, 11, 22]);
});

test('a typed unit is checked, and a link to one that is not there offers the nearest', async ({ page }) => {
  await page.goto('/summary/#layer=Conv1&unit=3,90,20');
  const trace = new Trace(page);
  await expect(trace.root.getByRole('alert')).toContainText('There is no row 90: rows go from 0 to 54.');
  await trace.press(trace.root.getByRole('button', { name: 'Go to the nearest, [3, 54, 20]' }));
  await trace.expectAt('Conv1', [3, 54, 20]);

  const column = trace.root.getByLabel('column', { exact: true });
  await column.fill('far');
  await page.keyboard.press('Enter');
  await expect(trace.root.getByRole('alert')).toHaveText(
    '“far” is no column: give a whole number from 0 to 54.',
  );
  await expect(column).toHaveAttribute('aria-invalid', 'true');
  await column.fill('7');
  await page.keyboard.press('Enter');
  await trace.expectAt('Conv1', [3, 54, 7]);
  await expect(trace.root.getByRole('alert')).toHaveCount(0);
});
