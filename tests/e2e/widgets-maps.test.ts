/** Normalisation, pooling and rotation in the chapters: used by keyboard, and held against sums of their own. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { Cell } from './cell';

/** Numbers of the published run, as the built site serves them. */
async function sample(page: Page, name: string): Promise<Float32Array> {
  const body = await (await page.request.get(`/samples/${name}.bin`)).body();
  return Float32Array.from({ length: body.length / 4 }, (_, index) => body.readFloatLE(4 * index));
}

/** The widget of that name, once it answers. */
async function widget(page: Page, name: string): Promise<Locator> {
  const figure = page.getByRole('figure', { name, exact: true });
  await figure.scrollIntoViewIfNeeded();
  await expect(page.locator('astro-island', { has: figure })).not.toHaveAttribute('ssr');
  return figure;
}

async function openTwin(figure: Locator): Promise<void> {
  await figure.locator('summary').focus();
  await figure.page().keyboard.press('Enter');
}

/** What a plane or a chart says of its place: 'row 3, column 4: 1.5' */
async function told(control: Locator): Promise<{ positions: number[]; value: number }> {
  const text = (await control.getAttribute('aria-valuetext')) ?? '';
  const numbers = [...text.replaceAll('−', '-').matchAll(/-?\d+(\.\d+)?(e-?\d+)?/g)].map(([digits]) =>
    Number(digits),
  );
  return { positions: numbers.slice(0, -1), value: numbers.at(-1) ?? NaN };
}

const caption = (figure: Locator) => figure.locator('.finding');

test.describe('pooling', () => {
  const side = 55;

  function pooled(map: Float32Array, window: number, step: number) {
    const across = Math.floor((side - window) / step) + 1;
    const places = Array.from({ length: across * across }, (_, index) => {
      const [top, left] = [Math.floor(index / across) * step, (index % across) * step];
      const seen = Array.from({ length: window * window }, (__, cell) => {
        const at = (top + Math.floor(cell / window)) * side + left + (cell % window);
        return { at, value: map[at] ?? NaN };
      });
      return seen.reduce((best, next) => (next.value > best.value ? next : best));
    });
    return { across, places, pixels: new Set(places.map(({ at }) => at)).size };
  }

  test('arrow keys move over the output, and each number is the largest of its window', async ({ page }) => {
    await page.goto('/relu-lrn-pooling/');
    const map = await sample(page, 'pooling');
    const figure = await widget(page, 'Pooling');
    const output = figure.getByRole('slider', { name: 'The channel after pooling' });
    await output.focus();
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'PageUp', 'End', 'ArrowLeft']) {
      await page.keyboard.press(key);
      const { positions, value } = await told(output);
      const [row = NaN, column = NaN] = positions;
      const expected = pooled(map, 3, 2).places[row * 27 + column]?.value ?? NaN;
      expect(Math.abs(value - expected)).toBeLessThan(0.051);
    }
    await expect(output).toHaveAttribute('aria-valuetext', /^row 0, column 25:/);
  });

  test('the windows that do not overlap leave a row and a column over', async ({ page }) => {
    await page.goto('/relu-lrn-pooling/');
    const map = await sample(page, 'pooling');
    const figure = await widget(page, 'Pooling');
    await expect(caption(figure)).toContainText(`only ${pooled(map, 3, 2).pixels} pixels`);
    await expect(caption(figure)).toContainText('No pixel is left over');
    await figure.getByRole('radio', { name: '3 × 3, step 2' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(caption(figure)).toContainText('729 of 3,025 numbers remain');
    await expect(caption(figure)).toContainText('Each is that of another pixel');
    await expect(caption(figure)).toContainText('Outside every window: one row and one column');
    expect(pooled(map, 2, 2).pixels).toBe(729);
    await figure.getByRole('radio', { name: 'the largest' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(caption(figure)).toContainText('a mean has no bright spots');
  });

  test('with the reader’s own network: another channel, and the settings of its layer', async ({ page }) => {
    await page.goto('/relu-lrn-pooling/');
    const cell = new Cell(page, 'lrn1');
    await expect(cell.run).toBeEnabled();
    await cell.runSource((await cell.source()).replace('poolSize: 3', 'poolSize: 4'));
    const figure = await widget(page, 'Pooling');
    await expect(caption(figure)).toContainText('channel 51 of your LRN1');
    await figure.getByRole('radio', { name: 'your MaxPool’s' }).check();
    await expect(caption(figure)).toContainText('676 of 3,025 numbers remain');
    await figure.getByRole('slider', { name: 'Channel', exact: true }).focus();
    await page.keyboard.press('ArrowLeft');
    await expect(caption(figure)).toContainText('channel 50 of your LRN1');
  });
});

test.describe('the LRN lab', () => {
  const [channels, side] = [96, 15];

  interface Constants {
    k: number;
    alpha: number;
  }

  function normalized(x: readonly number[], i: number, { k, alpha }: Constants): number {
    const squares = [i - 2, i - 1, i, i + 1, i + 2].map((j) => (x[j] ?? 0) ** 2);
    return (x[i] ?? NaN) / (k + alpha * squares.reduce((a, b) => a + b)) ** 0.75;
  }

  /** All channels of maps of any size, at every place. */
  function everywhere(maps: readonly number[][], constants: Constants): number[][] {
    return maps.map((x) => x.map((_, i) => normalized(x, i, constants)));
  }

  /** [place][channel]: the largest of 3 x 3, every second. */
  function pooled(maps: readonly number[][]): number[][] {
    return Array.from({ length: 49 }, (_, place) => {
      const [top, left] = [2 * Math.floor(place / 7), 2 * (place % 7)];
      return Array.from({ length: channels }, (__, i) =>
        Math.max(
          ...[0, 1, 2].flatMap((y) => [0, 1, 2].map((z) => maps[(top + y) * side + left + z]?.[i] ?? NaN)),
        ),
      );
    });
  }

  function difference(maps: readonly number[][], constants: Constants) {
    const last = pooled(everywhere(maps, constants)).flat();
    const first = everywhere(pooled(maps), constants).flat();
    const each = last.map((a, index) => {
      const b = first[index] ?? NaN;
      return a === b ? 0 : Math.abs(a - b) / Math.max(a, b);
    });
    const percent = (share: number) => `${Number((100 * share).toPrecision(2))} %`;
    return [
      `${percent(each.reduce((a, b) => a + b) / each.length)} on average`,
      `${percent(Math.max(...each))} at most`,
    ];
  }

  test('its values and the difference of the two orders, with both sets of constants', async ({ page }) => {
    await page.goto('/relu-lrn-pooling/');
    const numbers = await sample(page, 'lrn');
    const maps = Array.from({ length: side * side }, (_, place) =>
      Array.from({ length: channels }, (__, i) => numbers[i * side * side + place] ?? NaN),
    );
    const figure = await widget(page, 'Local response normalisation');
    const bars = figure.getByRole('slider', { name: 'Channel', exact: true });
    const plane = figure.getByRole('slider', { name: /^Channel \d+, activation_77$/ });
    await plane.focus();
    await page.keyboard.press('ArrowDown');
    await bars.focus();
    await page.keyboard.press('Home');
    for (let presses = 0; presses < 12; presses++) await page.keyboard.press('ArrowRight');
    const { positions } = await told(plane);
    const [row = NaN, column = NaN] = positions;
    const x = maps[row * side + column] ?? [];

    for (const [preset, constants] of [
      ['paper and notebook', { k: 2, alpha: 1e-4 }],
      ['Caffe', { k: 1, alpha: 2e-5 }],
    ] as const) {
      await figure.getByRole('radio', { name: preset }).focus();
      await page.keyboard.press('Space');
      await expect(bars).toHaveAttribute('aria-valuetext', /^channel 12:/);
      const { value } = await told(bars);
      const expected = normalized(x, 12, constants);
      expect(Math.abs(value - expected)).toBeLessThan(0.006 * Math.abs(expected));
      for (const finding of difference(maps, constants)) await expect(caption(figure)).toContainText(finding);
    }
  });

  test('swapping the order puts the pooling before the normalisation', async ({ page }) => {
    await page.goto('/relu-lrn-pooling/');
    const figure = await widget(page, 'Local response normalisation');
    const planes = figure.getByLabel(/^Channel \d+, (activation_77|pooled|normalised)$/);
    const names = () => planes.evaluateAll((found) => found.map((plane) => plane.ariaLabel?.split(', ')[1]));
    await expect.poll(names).toEqual(['activation_77', 'normalised', 'pooled']);
    await figure.getByRole('radio', { name: 'normalise, pool' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(names).toEqual(['activation_77', 'pooled', 'normalised']);
    await openTwin(figure);
    await expect(figure.getByRole('row')).toHaveCount(6);
  });

  test('takes the constants of the reader’s own layer', async ({ page }) => {
    await page.goto('/relu-lrn-pooling/');
    const cell = new Cell(page, 'lrn1');
    await expect(cell.run).toBeEnabled();
    await cell.runSource((await cell.source()).replace("name: 'LRN1',", "name: 'LRN1', k: 3, n: 3,"));
    const figure = await widget(page, 'Local response normalisation');
    await expect(caption(figure)).toContainText('a patch of your activation_77');
    await figure.getByRole('radio', { name: 'your LRN1' }).check();
    await expect(figure.getByRole('spinbutton', { name: 'k', exact: true })).toHaveValue('3');
    await openTwin(figure);
    await expect(figure.getByRole('row')).toHaveCount(4);
  });
});

test.describe('turning the kernel', () => {
  test('exchanges cross-correlation and convolution', async ({ page }) => {
    await page.goto('/whole-network/');
    const figure = await widget(page, 'Cross-correlation and convolution');
    const [one, other] = ['Cross-correlation: its result', 'Convolution: its result'].map((name) =>
      figure.getByRole('slider', { name }),
    ) as [Locator, Locator];
    await one.focus();
    for (const key of ['Home', 'ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight'])
      await page.keyboard.press(key);
    const before = [await told(one), await told(other)].map(({ value }) => value);
    // Two ones of the seven's stroke, under 4 and 0 of the hook, under 0 and 2 of its half turn.
    expect(before).toEqual([4, 2]);
    await figure.getByRole('button', { name: 'Turn the kernel by 180°' }).focus();
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => [await told(one), await told(other)].map(({ value }) => value))
      .toEqual([2, 4]);
  });

  test('says when half a turn makes no difference', async ({ page }) => {
    await page.goto('/whole-network/');
    const figure = await widget(page, 'Cross-correlation and convolution');
    await figure.getByRole('radio', { name: 'a hook' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(caption(figure)).toContainText('nothing about this kernel but its signs');
    await page.keyboard.press('ArrowRight');
    await expect(caption(figure)).toContainText('the two give the same 49 numbers');
  });

  test('works on the kernels of a network that ran, and on the photograph', async ({ page }) => {
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
    await expect(caption(figure)).toContainText('of 7,921 numbers');
    await expect(caption(figure)).toContainText('number 0 of your Conv1');
    await figure.getByRole('spinbutton', { name: 'Number' }).fill('80');
    await expect(caption(figure)).toContainText('number 80 of your Conv1');

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
    await expect(caption(figure)).toContainText('number 47 of your Conv1');
    await expect(figure.getByRole('spinbutton', { name: 'Number' })).toHaveValue('47');
    expect(warnings.filter((warning) => warning.includes('hydrate'))).toEqual([]);
  });
});
