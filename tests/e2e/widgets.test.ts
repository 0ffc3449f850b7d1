/** The widgets in their chapters: with the numbers that the site serves, and with those of the reader's network. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { Cell } from './cell';

/** The widget of that name, once it answers. */
async function widget(page: Page, name: string | RegExp): Promise<Locator> {
  const figure = page.getByRole('figure', { name });
  await figure.scrollIntoViewIfNeeded();
  // It sleeps until it is seen, and would go on sleeping if the page were scrolled on at once.
  await expect(page.locator('astro-island', { has: figure })).not.toHaveAttribute('ssr');
  return figure;
}

const finding = (figure: Locator) => figure.locator('[data-finding]');

/** Numbers of the published run, as the site serves them. */
async function sample(page: Page, name: string): Promise<number[]> {
  const bytes = await (await page.request.get(`/samples/${name}.bin`)).body();
  return Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readFloatLE(4 * index));
}

/** The tabby cat's 256 x 256 pixels as the site serves them, RGBA. */
function photograph(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const picture = await createImageBitmap(await (await fetch('/photos/square/cat.png')).blob());
    const context = new OffscreenCanvas(256, 256).getContext('2d');
    context?.drawImage(picture, 0, 0);
    return Array.from(context?.getImageData(0, 0, 256, 256).data ?? []);
  });
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const read = (text: string | null) => Number((text ?? '').replace(/^.*: /, '').replaceAll('−', '-'));

test('each has the published numbers before anything has run', async ({ page }) => {
  await page.goto('/conv1/');
  await expect(finding(await widget(page, 'Shape calculator'))).toContainText('54 windows fit');
  const slowly = await widget(page, 'Convolution, slowly');
  const pixels = await photograph(page);
  /** Grey of the photograph at half its size; the piece's upper left corner is at 45 down and 91 across. */
  const grey = (row: number, column: number) => {
    const at = 4 * (2 * (45 + row) * 256 + 2 * (91 + column));
    const mean = (colour: number) =>
      Uint8ClampedArray.of(sum([0, 4, 1024, 1028].map((step) => pixels[at + step + colour] ?? NaN)) / 4)[0] ??
      NaN;
    return Math.round(0.299 * mean(0) + 0.587 * mean(1) + 0.114 * mean(2));
  };
  const output = slowly.getByRole('slider', { name: /^Output/ });
  await output.press('Home');
  await output.press('PageUp');
  await expect(output).toHaveAttribute('aria-valuetext', /^row 0, column 0/);
  expect(read(await output.getAttribute('aria-valuetext'))).toBe(
    sum([0, 1, 2].map((row) => grey(row, 2) - grey(row, 0))),
  );

  await page.goto('/relu-lrn-pooling/');
  const [pooling, lrn] = [await widget(page, 'Pooling'), await widget(page, 'Local response normalisation')];
  await expect(finding(pooling)).toContainText('729 of 3,025 numbers remain');
  const map = await sample(page, 'pooling');
  const pooled = pooling.getByRole('slider', { name: 'The channel after pooling' });
  await pooled.press('Home');
  await pooled.press('PageUp');
  await expect(pooled).toHaveAttribute('aria-valuetext', /^row 0, column 0/);
  const corner = [0, 1, 2].flatMap((row) => map.slice(55 * row, 55 * row + 3));
  expect(read(await pooled.getAttribute('aria-valuetext'))).toBeCloseTo(Math.max(...corner), 0);
  await expect(finding(lrn)).toContainText(/two\s+orders differ by [\d.]+\s% on average/);

  await page.goto('/conv2/');
  const detective = await widget(page, 'Padding detective');
  await detective.getByRole('spinbutton', { name: 'Stride' }).fill('2');
  await detective.getByRole('spinbutton', { name: 'Zeros' }).fill('1');
  await expect(finding(detective)).toContainText('(27 − 5 + 2 · 1)/2 + 1 = 13.');

  await page.goto('/fc6-fc7/');
  const dropout = await widget(page, /^Dropout/);
  const total = Math.round(sum(await sample(page, 'dropout'))).toLocaleString('en');
  await expect(dropout.getByText(`sum ${total}`, { exact: true })).toBeVisible();

  await page.goto('/softmax/');
  const softmax = await widget(page, /^Logits/);
  await softmax.getByRole('radio', { name: 'nothing' }).check();
  const logits = (await sample(page, 'softmax')).sort((a, b) => b - a);
  const loss = Math.log(sum(logits.map(Math.exp))) - (logits[700] ?? NaN);
  await expect(finding(softmax)).toContainText(`a loss of ${loss.toFixed(2)}.`);

  await page.goto('/whole-network/');
  await expect(finding(await widget(page, /^Parameter ledger/))).toContainText('50,844,008 parameters');
  await expect(finding(await widget(page, 'Cross-correlation'))).toContainText('change places');

  await page.goto('/compile/');
  await expect(finding(await widget(page, /^Learning rate/))).toContainText('51.1 times less');
});

test('the reader’s first convolution is measured, and its kernel slides', async ({ page }) => {
  await page.goto('/conv1/');
  const cell = new Cell(page, 'conv1');
  await expect(cell.run).toBeEnabled();
  await cell.runSource((await cell.source()).replace('strides: 4', 'strides: 2'));
  const calculator = await widget(page, 'Shape calculator');
  await calculator.getByRole('combobox').selectOption('Conv1');
  await expect(finding(calculator)).toContainText('109 windows of 11, 2 apart, fit into 227 pixels');

  const figure = await widget(page, 'Convolution, slowly');
  await figure.getByRole('radio', { name: 'Conv1’s first, red' }).check();
  await expect(finding(figure)).toContainText('27 by 27 pixels become 9 by 9 numbers');
  await figure.getByText('This position as a table').click();
  const products = await figure.locator('tbody td:last-child').allTextContents();
  expect(products).toHaveLength(121);
  // Each product is shown with three digits.
  const shown = read(await figure.locator('output').innerText());
  expect(Math.abs(sum(products.map(read)) - shown)).toBeLessThan(0.01 * 121);
});

test('the reader’s own normalisation and pooling give widgets their constants and numbers', async ({
  page,
}) => {
  await page.goto('/relu-lrn-pooling/');
  const cell = new Cell(page, 'lrn1');
  await expect(cell.run).toBeEnabled();
  await cell.runSource(
    (await cell.source())
      .replace("name: 'LRN1',", "name: 'LRN1', k: 3, n: 3,")
      .replace('poolSize: 3', 'poolSize: 4'),
  );
  const pooling = await widget(page, 'Pooling');
  await expect(finding(pooling)).toContainText('channel 51 of your LRN1');
  await pooling.getByRole('radio', { name: 'your MaxPool’s' }).check();
  await expect(finding(pooling)).toContainText('676 of 3,025 numbers remain');
  const lrn = await widget(page, 'Local response normalisation');
  await expect(finding(lrn)).toContainText('a patch of your activation_77');
  await lrn.getByRole('radio', { name: 'your LRN1' }).check();
  await expect(lrn.getByRole('spinbutton', { name: 'k', exact: true })).toHaveValue('3');
});

test('the kernels of a network that ran, and the photograph, are there in a later chapter', async ({
  page,
}) => {
  const warnings: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'warning') warnings.push(message.text());
  });
  await page.goto('/conv1/');
  await new Cell(page, 'conv1').runToEnd();
  await expect(page.locator('[data-cell="conv1"] [data-output="model"] canvas')).toHaveCount(8);
  await page.getByRole('button', { name: /^Contents/ }).click();
  await page
    .getByRole('link', { name: /The whole network/ })
    .first()
    .click();
  await expect(page).toHaveURL(/whole-network/);
  const figure = await widget(page, 'Cross-correlation and convolution');
  await figure.getByRole('radio', { name: 'Conv1’s' }).check();
  await figure.getByRole('radio', { name: 'the photograph' }).check();
  await expect(finding(figure)).toContainText('of 7,921 numbers');
  await figure.getByRole('spinbutton', { name: 'Number' }).fill('80');
  await expect(finding(figure)).toContainText('number 80 of your Conv1');

  // A network with fewer filters takes its place.
  await page
    .locator('[data-cell="rotate"]')
    .getByRole('button', { name: /^Insert a cell below/ })
    .click();
  const inserted = page.locator('[data-cell^="own-"]');
  await expect(inserted.locator('.cm-content')).toBeFocused();
  await page.keyboard.insertText(
    [
      "const fewer = { name: 'Conv1', filters: 48, kernelSize: 11, inputShape: [3, 227, 227] };",
      'const model = tf.sequential();',
      'model.add(tf.layers.conv2d({ ...fewer, strides: 4, dataFormat }));',
    ].join('\n'),
  );
  await new Cell(page, (await inserted.getAttribute('data-cell')) ?? '').runToEnd();
  await expect(finding(figure)).toContainText('number 47 of your Conv1');
  await expect(figure.getByRole('spinbutton', { name: 'Number' })).toHaveValue('47');
  expect(warnings.filter((warning) => warning.includes('hydrate'))).toEqual([]);
});
