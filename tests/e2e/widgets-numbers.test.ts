/** Parameter ledger, dropout, softmax and learning rate: used by keyboard, their numbers worked out again here. */
import { expect, type Locator, type Page, test } from '@playwright/test';
import { Cell } from './cell';

async function widget(page: Page, path: string, name: RegExp): Promise<Locator> {
  await page.goto(path);
  const figure = page.getByRole('figure', { name });
  await figure.scrollIntoViewIfNeeded();
  // It sleeps until it is seen, and would go on sleeping if the page were scrolled on at once.
  await expect(figure.locator('xpath=ancestor::astro-island')).not.toHaveAttribute('ssr');
  return figure;
}

/** The published numbers of a layer, as the site serves them. */
async function sample(page: Page, name: string): Promise<number[]> {
  const bytes = await (await page.request.get(`/samples/${name}.bin`)).body();
  return Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readFloatLE(4 * index));
}

/** The radio buttons of a group are one tab stop: the arrow keys walk through them. */
async function walkTo(page: Page, group: Locator, option: string) {
  const wanted = group.getByRole('radio', { name: option, exact: true });
  await group.getByRole('radio', { checked: true }).focus();
  const options = await group.getByRole('radio').count();
  for (let step = 0; step < options && !(await wanted.isChecked()); step++)
    await page.keyboard.press('ArrowRight');
  await expect(wanted).toBeChecked();
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const whole = (value: number) => Math.round(value).toLocaleString('en');

test.describe('parameter ledger', () => {
  test('the networks, the layers, and the way to the summary', async ({ page }) => {
    const figure = await widget(page, '/whole-network/', /^Parameter ledger/);
    const caption = figure.locator('.finding');
    await expect(caption).toContainText('FC6 holds 51.6 % of the 50,844,008 parameters');
    await walkTo(page, figure.getByRole('group', { name: 'Network' }), 'the paper');
    await expect(caption).toContainText('60,965,224');
    await walkTo(page, figure.getByRole('group', { name: 'Layer' }), 'conv2');
    await expect(caption).toContainText('conv2 is 256 wide, one for each of its kernels, and 1,201 high');
    await expect(figure.locator('.katex-mathml')).toContainText('307{,}456');
    await walkTo(page, figure.getByRole('group', { name: 'Network' }), 'the notebook');
    await walkTo(page, figure.getByRole('group', { name: 'Layer' }), 'Conv3');
    await expect(figure.getByRole('link')).toHaveAttribute('href', '/summary/#layer=Conv3');
  });

  test('the table has the numbers of the picture', async ({ page }) => {
    const figure = await widget(page, '/whole-network/', /^Parameter ledger/);
    await figure.locator('summary').click();
    const counts = await figure.locator('tbody td:nth-of-type(2)').allTextContents();
    const sides = await figure.locator('tbody td:nth-of-type(1)').allTextContents();
    const read = (text: string) => Number(text.replaceAll(',', ''));
    sides.forEach((text, index) => {
      const [height = 0, width = 0] = text.split(' × ').map(read);
      expect(height * width).toBe(read(counts[index] ?? ''));
    });
    expect(sum(counts.map(read))).toBe(50_844_008);
  });

  test("the reader's own network", async ({ page }) => {
    await page.goto('/fc6-fc7/');
    const fc6 = new Cell(page, 'fc6');
    await fc6.runSource((await fc6.source()).replace('4096', '2048'));
    await page.evaluate(() =>
      document.querySelector<HTMLAnchorElement>('a[href="/whole-network/"]')?.click(),
    );
    const figure = page.getByRole('figure', { name: /^Parameter ledger/ });
    await figure.scrollIntoViewIfNeeded();
    await expect(figure.getByRole('radio', { name: 'yours' })).toBeChecked();
    await expect(figure.locator('.finding')).toContainText('FC6 is 2,048 wide');
  });
});

test.describe('dropout', () => {
  test('the sums are those of the published units; a toss changes training alone', async ({ page }) => {
    const figure = await widget(page, '/fc6-fc7/', /^Dropout/);
    const total = sum(await sample(page, 'dropout'));
    const [training, use] = [figure.getByText(/^sum/).nth(0), figure.getByText(/^sum/).nth(1)];
    await expect(use).toHaveText(`sum ${whole(total)}`);
    const before = await training.textContent();
    await figure.getByRole('button', { name: 'Toss again' }).press('Enter');
    await expect(training).not.toHaveText(before ?? '');
    await expect(use).toHaveText(`sum ${whole(total)}`);
    await walkTo(page, figure.getByRole('group', { name: 'Correction' }), 'the paper: in use');
    await expect(use).toHaveText(`sum ${whole(total / 2)}`);
  });

  test('nothing dropped, nothing lost', async ({ page }) => {
    const figure = await widget(page, '/fc6-fc7/', /^Dropout/);
    const total = sum(await sample(page, 'dropout'));
    await figure.getByRole('slider', { name: 'Rate' }).press('Home');
    await expect(figure.getByText(/^sum/).nth(0)).toHaveText(`sum ${whole(total)}`);
    await expect(figure.locator('.finding')).toContainText('This toss sums to as much as in use');
  });
});

test.describe('softmax', () => {
  test('without ReLU and dropout: the loss of the published logits', async ({ page }) => {
    const figure = await widget(page, '/softmax/', /^Logits/);
    const caption = figure.locator('.finding');
    const logits = await sample(page, 'softmax');
    const falling = [...logits].sort((a, b) => b - a);
    const loss = (rank: number) => Math.log(sum(logits.map(Math.exp))) - (falling[rank - 1] ?? 0);
    await walkTo(page, figure.getByRole('group', { name: 'Before the softmax' }), 'nothing');
    await expect(caption).toContainText(`a loss of ${loss(701).toFixed(2)}.`);
    await expect(caption).toContainText('Every one of the 1,000 logits gets a gradient');
    await figure.getByRole('slider', { name: 'rank' }).press('Home');
    await expect(caption).toContainText(`a loss of ${loss(1).toFixed(2)}.`);
    await expect(caption).toContainText(`class, ${logits.indexOf(falling[0] ?? 0)},`);
  });

  test('with ReLU: what is negative gets nothing, and ties', async ({ page }) => {
    const figure = await widget(page, '/softmax/', /^Logits/);
    const negative = (await sample(page, 'softmax')).filter((logit) => logit <= 0).length;
    await walkTo(page, figure.getByRole('group', { name: 'Before the softmax' }), 'ReLU');
    const caption = figure.locator('.finding');
    await expect(caption).toContainText(`Of the 1,000 logits ${negative} get no gradient`);
    await expect(caption).toContainText('among them: nothing tells it to rise');
    await expect(caption).toContainText(`${negative} classes tie at a score of 0.`);
  });

  test("the reader's own last layer", async ({ page }) => {
    const figure = await widget(page, '/softmax/', /^Logits/);
    const cell = new Cell(page, 'softmax');
    await cell.runSource(
      "model.add(tf.layers.dense({ units: 10 }));\nmodel.add(tf.layers.activation({ activation: 'softmax' }));",
    );
    await expect(figure.locator('.finding')).toContainText('Every one of the 10 logits gets a gradient');
    await expect(figure.getByRole('radio', { name: 'nothing' })).toBeChecked();
  });
});

test.describe('learning rate', () => {
  test('after ninety epochs, and with no decay at all', async ({ page }) => {
    const figure = await widget(page, '/compile/', /^Learning rate/);
    const caption = figure.locator('.finding');
    await expect(caption).toContainText('to 0.000196, 51 times less');
    await expect(caption).toContainText(`has left ${(100 * Math.exp(-0.00005 * 100_090)).toPrecision(2)} %`);
    await figure.getByRole('slider', { name: 'Look at epoch' }).press('End');
    await expect(caption).toContainText('(900,810 updates)');
    await expect(caption).toContainText(`to ${(0.01 / (1 + 0.0005 * 900_810)).toPrecision(3)}`);
    await expect(caption).toContainText("the paper's steps have brought it to 0.00001.");
    await figure.getByRole('spinbutton', { name: "Keras's decay" }).fill('0');
    await expect(caption).toContainText('has brought the rate to 0.01;');
  });

  test("follows the settings of the reader's own network", async ({ page }) => {
    const figure = await widget(page, '/compile/', /^Learning rate/);
    const caption = figure.locator('.finding');
    const cell = new Cell(page, 'compile');
    await expect(cell.run).toBeEnabled();
    const published = await cell.source();
    const compile = (options: string) => cell.runSource(published.replace(/sgd\(.*\)/, `sgd(${options})`));
    await compile('{ learningRate: 0.0025, decay: 0.001, momentum: 0.8 }');
    await figure.getByRole('radio', { name: 'yours' }).check();
    const rate = figure.getByRole('spinbutton', { name: 'Rate at the start' });
    await expect(rate).toHaveValue('0.0025');
    await expect(figure.getByText('your network: Keras')).toBeVisible();
    await expect(rate).toHaveJSProperty('validity.valid', true);
    await expect(caption).toContainText(`to ${(0.0025 / (1 + 0.001 * 100_090)).toPrecision(3)}`);
    await expect(figure.locator('annotation').nth(1)).toContainText('0.8\\,v');

    await compile('{ learningRate: 0.002 }');
    await expect(caption).toContainText('has brought the rate to 0.002;');
    await rate.fill('0.003');
    await expect(figure.getByRole('radio', { name: 'yours' })).not.toBeChecked();
    await expect(figure.locator('.key')).not.toContainText(/network|notebook/);
    await figure.getByRole('radio', { name: 'the notebook' }).check();
    await expect(caption).toContainText('to 0.000196');
  });

  test('a number beyond the limits changes nothing', async ({ page }) => {
    const figure = await widget(page, '/compile/', /^Learning rate/);
    const caption = figure.locator('.finding');
    const before = (await caption.textContent()) ?? '';
    const rate = figure.getByRole('spinbutton', { name: 'Rate at the start' });
    await rate.press('ControlOrMeta+a');
    await rate.pressSequentially('5');
    await expect(rate).toHaveJSProperty('validity.valid', false);
    await expect(caption).toHaveText(before);
    await rate.press('Tab');
    await expect(rate).toHaveValue('0.01');
  });
});
