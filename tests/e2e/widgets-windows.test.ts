/** Shape calculator, slow convolution and padding detective in the built site: by keyboard, and their numbers. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { Cell } from './cell';

async function widget(page: Page, path: string, name: string): Promise<Locator> {
  await page.goto(path);
  const figure = page.getByRole('figure', { name, exact: true });
  await figure.scrollIntoViewIfNeeded();
  // It answers once its island has hydrated.
  await expect(figure.locator('xpath=ancestor::astro-island')).not.toHaveAttribute('ssr');
  return figure;
}

async function press(page: Page, key: string, times: number) {
  for (let index = 0; index < times; index++) await page.keyboard.press(key);
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

/** How many numbers of the output are painted. */
function painted(output: Locator): Promise<number> {
  return output.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return data.filter((value, index) => index % 4 === 3 && value === 255).length;
  });
}

test.describe('shape calculator', () => {
  test('the paper’s 224 does not come out even, and three presses of a key later it does', async ({
    page,
  }) => {
    const figure = await widget(page, '/conv1/', 'Shape calculator');
    await expect(figure.locator('.finding')).toContainText('54.25 is not a whole number: 54 windows fit');
    await expect(figure.locator('annotation')).toContainText('54.25');
    await figure.getByRole('slider', { name: 'Input W' }).focus();
    await press(page, 'ArrowRight', 3);
    await expect(figure.locator('.finding')).toContainText('55 windows of 11, 4 apart, fit into 227 pixels');
    await expect(figure.getByRole('radio', { name: '227' })).toBeChecked();
    await expect(figure.locator('annotation')).toContainText('\\vout{55}');
  });

  test('a window wider than the input fits nowhere', async ({ page }) => {
    const figure = await widget(page, '/conv1/', 'Shape calculator');
    await figure.getByRole('spinbutton', { name: 'Input W' }).fill('5');
    await expect(figure.locator('.finding')).toContainText(
      'A window of 11 is wider than the 5 pixels of the input: it fits nowhere',
    );
  });

  test('takes the numbers of a layer, of the reader’s network too', async ({ page }) => {
    const figure = await widget(page, '/conv1/', 'Shape calculator');
    await figure.getByRole('combobox').selectOption('MaxPool2');
    await expect(figure.locator('.finding')).toContainText('11 windows of 3, 2 apart, fit into 23 pixels');
    await figure.getByRole('combobox').selectOption('Conv1');
    await expect(figure.locator('.finding')).toContainText('55 windows of 11, 4 apart, fit into 227 pixels');
    const cell = new Cell(page, 'conv1');
    await cell.runSource((await cell.source()).replace('strides: 4', 'strides: 2'));
    await expect(figure.locator('.finding')).toContainText('109 windows of 11, 2 apart, fit into 227 pixels');
    await expect(figure.getByRole('combobox')).toHaveValue('Conv1');
    await expect(figure.getByRole('option')).toHaveText(['none of the layers', 'Conv1']);
  });
});

test.describe('convolution, slowly', () => {
  test('arrow keys lead to an output, whose sum is that of the photograph', async ({ page }) => {
    const figure = await widget(page, '/conv1/', 'Convolution, slowly');
    const pixels = await photograph(page);
    /** Grey, 0 outside the crop, whose upper left corner is at 94 down and 186 across. */
    const grey = (row: number, column: number) => {
      if (Math.min(row, column) < 0 || Math.max(row, column) > 26) return 0;
      const at = 4 * ((94 + row) * 256 + 186 + column);
      const [red = NaN, green = NaN, blue = NaN] = pixels.slice(at, at + 3);
      return Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
    };
    /** Brighter to the right: three pixels less three, two columns apart. */
    const edge = (top: number, left: number) =>
      [0, 1, 2].reduce((sum, row) => sum + grey(top + row, left + 2) - grey(top + row, left), 0);
    const written = (value: number) => String(value).replace('-', '−');

    await figure.getByRole('slider', { name: 'Zeros' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(figure.locator('.finding')).toContainText('27 by 27 pixels become 14 by 14 numbers');
    const output = figure.getByRole('slider', { name: /^Output/ });
    await output.focus();
    await page.keyboard.press('Home');
    await press(page, 'PageUp', 2);
    await expect(output).toHaveAttribute('aria-valuetext', `row 0, column 0: ${written(edge(-1, -1))}`);
    await press(page, 'ArrowDown', 4);
    await press(page, 'ArrowRight', 6);
    const expected = edge(4 * 2 - 1, 6 * 2 - 1);
    await expect(output).toHaveAttribute('aria-valuetext', `row 4, column 6: ${written(expected)}`);
    await expect(figure.locator('output')).toHaveText(written(expected));

    await figure.getByText('This position as a table').click();
    const products = await figure.locator('tbody td:last-child').allTextContents();
    expect(products).toHaveLength(9);
    expect(products.reduce((sum, text) => sum + Number(text.replace('−', '-')), 0)).toBe(expected);
  });

  test('fills in when it plays, and can be stopped', async ({ page }) => {
    const figure = await widget(page, '/conv1/', 'Convolution, slowly');
    const output = figure.getByRole('slider', { name: /^Output/ });
    const before = await painted(output);
    expect(before).toBe(7 * 13 + 6);
    await figure.getByRole('button', { name: 'Step' }).press('Enter');
    expect(await painted(output)).toBe(before + 1);
    await figure.getByRole('button', { name: 'Play' }).press('Enter');
    await expect.poll(() => painted(output)).toBeGreaterThan(before + 5);
    await figure.getByRole('button', { name: 'Pause' }).press('Enter');
    await expect(figure.getByRole('button', { name: 'Play' })).toBeVisible();
    expect(await painted(output)).toBeLessThan(13 * 13);
  });

  test('without motion it is full at once; what does not fit is told', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const figure = await widget(page, '/conv1/', 'Convolution, slowly');
    await figure.getByRole('button', { name: 'Fill' }).press('Enter');
    const output = figure.getByRole('slider', { name: /^Output/ });
    expect(await painted(output)).toBe(13 * 13);
    await figure.getByRole('spinbutton', { name: 'Stride' }).fill('5');
    await expect(figure.locator('.finding')).toContainText('5.8, so there are 5 by 5 positions');
  });

  test('slides the reader’s own kernel once there is one', async ({ page }) => {
    const figure = await widget(page, '/conv1/', 'Convolution, slowly');
    await new Cell(page, 'conv1').runToEnd();
    await figure.getByRole('radio', { name: 'Conv1’s first, red' }).check();
    await expect(figure.locator('.finding')).toContainText('27 by 27 pixels become 5 by 5 numbers');
    await figure.getByText('This position as a table').click();
    const products = await figure.locator('tbody td:last-child').allTextContents();
    expect(products).toHaveLength(121);
    const sum = products.reduce((total, text) => total + Number(text.replace(/−/g, '-')), 0);
    const shown = Number((await figure.locator('output').innerText()).replace(/−/g, '-'));
    // Each product is shown with three digits.
    expect(Math.abs(sum - shown)).toBeLessThan(0.01 * 121);
  });
});

test.describe('padding detective', () => {
  test('finds two ways to 13; a key leads from the slip to the paper’s', async ({ page }) => {
    const figure = await widget(page, '/conv2/', 'Padding detective');
    await expect(figure.locator('.finding')).toContainText('writes 11, but (27 − 5 + 2 · 1)/2 + 1 = 13.');
    await expect(figure.getByText('2 of 60 ways end at 13.')).toBeVisible();
    await expect(figure.locator('tbody th')).toHaveText([
      /27 → 27 → 13\s+the paper’s/,
      /27 → 23 → 11 → 13\s+the notebook’s/,
    ]);
    await figure.getByRole('radio', { name: /^stride 2, zeros 1:/ }).focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowRight');
    await expect(figure.getByRole('radio', { name: 'the paper’s' })).toBeChecked();
    await expect(figure.locator('.finding')).toContainText('27 → 27 → 13: it reaches 13.');
    await figure.getByRole('button', { name: '27 → 23 → 11 → 13' }).press('Enter');
    await expect(figure.getByRole('radio', { name: 'the notebook’s' })).toBeChecked();
    await expect(figure.locator('.finding')).toContainText('Of the 169 places of each channel 48 are zeros');
  });

  test('searches all kernels for another target', async ({ page }) => {
    const figure = await widget(page, '/conv2/', 'Padding detective');
    await figure.getByRole('spinbutton', { name: 'Target' }).fill('12');
    await figure.getByRole('radio', { name: '+ kernel' }).check();
    let all = 0;
    let ways = 0;
    for (let kernel = 1; kernel <= 11; kernel++)
      for (let stride = 1; stride <= 4; stride++)
        for (let zeros = 0; zeros <= 5 && zeros < kernel; zeros++)
          for (let ring = 0; ring <= 2; ring++) {
            all++;
            let convolved = 0;
            for (let start = -zeros; start + kernel <= 27 + zeros; start += stride) convolved++;
            let pooled = 0;
            for (let start = 0; start + 3 <= convolved; start += 2) pooled++;
            if (pooled > 0 && pooled + ring + ring === 12) ways++;
          }
    await expect(figure.getByText(`${ways} of ${all} ways end at 12.`)).toBeVisible();
    await expect(figure.locator('tbody tr')).toHaveCount(ways);
  });

  test('begins with what the reader’s second convolution gets', async ({ page }) => {
    const figure = await widget(page, '/conv2/', 'Padding detective');
    const cell = new Cell(page, 'conv2');
    const pooled = `model.add(tf.layers.maxPooling2d({ poolSize: 3, strides: 2, dataFormat }));\n`;
    await cell.runSource(pooled + (await cell.source()).replace("padding: 'valid'", "padding: 'same'"));
    await expect(figure.getByText('From 13, what the second convolution of your network gets')).toBeVisible();
    await figure.getByRole('radio', { name: 'yours' }).check();
    await expect(figure.locator('.finding')).toContainText('13 → 13 → 6 → 8');
  });
});
