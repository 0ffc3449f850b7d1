import { beforeEach, expect, test } from 'vitest';
import { page, type Locator } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { focus, press } from '../../../tests/components/keyboard';
import { reduceMotion } from '../../../tests/components/media';
import { spread } from '../../../tests/components/samples';
import { openTab, runCell } from '../../../tests/components/tab';
import { findingOf, widget } from '../../../tests/components/widget';
import { photograph as chosen } from '../../client/photograph/chosen-photograph.svelte';
import ConvolutionSlowly from './ConvolutionSlowly.svelte';

const tab = openTab();
/** RGBA, 256 x 256, no two places alike. */
const pixels = Uint8ClampedArray.from(spread(4 * 256 * 256), (value, index) =>
  index % 4 === 3 ? 255 : 128 * (value + 1),
);
for (const pattern of tab.files.keys()) {
  if (pattern.test('/photos/square/cat.png')) tab.files.set(pattern, photograph);
}
let figure: Locator;
let output: Locator;

beforeEach(async () => {
  await page.viewport(1280, 900);
  await render(ConvolutionSlowly);
  figure = widget('Convolution, slowly');
  output = figure.getByRole('slider', { name: /^Output/ });
  await expect.element(output).toBeVisible();
});

function photograph(): Promise<Blob> {
  const canvas = new OffscreenCanvas(256, 256);
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, 256, 256), 0, 0);
  return canvas.convertToBlob();
}

/** Where the piece begins at first, on the photograph at half its size. */
const piece = { row: 45, column: 91 };

/** Grey of the mean of four pixels, 0 outside the piece. */
function grey(row: number, column: number, { row: down, column: across } = piece): number {
  if (Math.min(row, column) < 0 || Math.max(row, column) > 26) return 0;
  const mean = (colour: number) => {
    const at = 4 * (2 * (down + row) * 256 + 2 * (across + column)) + colour;
    const four = [0, 4, 1024, 1028].map((step) => pixels[at + step] ?? NaN);
    // As a byte rounds it.
    return Uint8ClampedArray.of(four.reduce((sum, one) => sum + one, 0) / 4)[0] ?? NaN;
  };
  return Math.round(0.299 * mean(0) + 0.587 * mean(1) + 0.114 * mean(2));
}

/** Brighter to the right: three pixels less three, two columns apart. */
function edge(top: number, left: number): number {
  return [0, 1, 2].reduce((sum, row) => sum + grey(top + row, left + 2) - grey(top + row, left), 0);
}

const written = (value: number) => String(value).replace('-', '−');
const read = (text: string | null | undefined) => Number((text ?? '').replaceAll('−', '-'));

/** How many numbers of the output are painted. */
function painted(): number {
  const canvas = output.element().querySelector('canvas');
  const { data } = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
  return [...data].filter((value, index) => index % 4 === 3 && value === 255).length;
}

function products(): number[] {
  return [...figure.element().querySelectorAll('tbody td:last-child')].map(({ textContent }) =>
    read(textContent),
  );
}

test('arrow keys lead to an output, whose sum is that of the photograph', async () => {
  await focus(figure.getByRole('slider', { name: 'Zeros' }));
  await press('ArrowRight');
  await expect.element(findingOf(figure)).toMatchTextContent('27 by 27 pixels become 14 by 14 numbers');
  await focus(output);
  await press('Home', 'PageUp', 'PageUp');
  const text = (row: number, column: number, value: number) =>
    `row ${row}, column ${column}: ${written(value)}`;
  await expect.element(output).toHaveAttribute('aria-valuetext', text(0, 0, edge(-1, -1)));
  await press(...Array<string>(4).fill('ArrowDown'), ...Array<string>(6).fill('ArrowRight'));
  const expected = edge(4 * 2 - 1, 6 * 2 - 1);
  await expect.element(output).toHaveAttribute('aria-valuetext', text(4, 6, expected));
  await expect.element(figure.getByRole('status')).toHaveTextContent(written(expected));

  await figure.getByText('This position as a table').click();
  await expect.poll(products).toHaveLength(9);
  expect(products().reduce((sum, product) => sum + product, 0)).toBe(expected);
});

test('the frame on the photograph chooses the piece', async () => {
  const whole = figure.getByRole('slider', { name: /^A tabby cat/ });
  await focus(whole);
  await press('Home', 'PageUp', 'ArrowDown', 'ArrowRight', 'ArrowRight');
  await expect.element(whole).toHaveAttribute('aria-valuetext', 'row 2, column 4');
  await focus(output);
  await press('Home', 'PageUp');
  const at = { row: 1, column: 2 };
  const sum = [0, 1, 2].reduce((all, row) => all + grey(row, 2, at) - grey(row, 0, at), 0);
  await expect.element(output).toHaveAttribute('aria-valuetext', `row 0, column 0: ${written(sum)}`);
});

test.each([1280, 390])('nothing moves, whatever is set, in a window of %i', async (width) => {
  await page.viewport(width, 900);
  await runCell(tab, 'conv1');
  const tops = () =>
    [...figure.element().querySelectorAll('.title, .room, .step-place, figcaption, details')].map((element) =>
      Math.round(element.getBoundingClientRect().top),
    );
  const height = () => figure.element().getBoundingClientRect().height;
  const [before, whole] = [tops(), height()];
  for (const kernel of ['upright edges', 'level edges', 'blur', 'Conv1’s first, red']) {
    await figure.getByRole('radio', { name: kernel }).click();
    for (const [stride, zeros] of [
      ['1', '3'],
      ['5', '0'],
      ['7', '1'],
    ] as const) {
      await figure.getByRole('spinbutton', { name: 'Stride' }).fill(stride);
      await figure.getByRole('spinbutton', { name: 'Zeros' }).fill(zeros);
      expect([tops(), height()], `${kernel}, ${stride}, ${zeros}`).toEqual([before, whole]);
    }
  }
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
});

test('fills in when it plays, and can be stopped', async () => {
  const before = painted();
  expect(before).toBe(7 * 13 + 6);
  await focus(figure.getByRole('button', { name: 'Step' }));
  await press('Enter');
  await expect.poll(painted).toBe(before + 1);
  await focus(figure.getByRole('button', { name: 'Play' }));
  await press('Enter');
  await expect.poll(painted).toBeGreaterThan(before + 5);
  await focus(figure.getByRole('button', { name: 'Pause' }));
  await press('Enter');
  await expect.element(figure.getByRole('button', { name: 'Play' })).toBeVisible();
  expect(painted()).toBeLessThan(13 * 13);
});

test('without motion it is full at once; what does not fit is told', async () => {
  await reduceMotion();
  await focus(figure.getByRole('button', { name: 'Fill' }));
  await press('Enter');
  await expect.poll(painted).toBe(13 * 13);
  await figure.getByRole('spinbutton', { name: 'Stride' }).fill('5');
  await expect.element(findingOf(figure)).toMatchTextContent('5.8, so there are 5 by 5 positions');
});

test('follows the photograph, to the second and to the third that is chosen', async () => {
  for (const id of ['espresso', 'astronaut', 'cat']) {
    await chosen.choose(id);
    await expect
      .element(figure.getByRole('slider', { name: new RegExp(`^${chosen.title}`) }))
      .toBeInTheDocument();
  }
});

test('what keeps the weights away is told until another kernel is chosen', async () => {
  await runCell(tab, 'conv1');
  tab.kernel.insights.weights = () => Promise.reject(new Error('It holds none.'));
  try {
    await figure.getByRole('radio', { name: 'Conv1’s first, red' }).click();
    await expect.element(findingOf(figure)).toMatchTextContent('It holds none.');
    await expect.element(figure.getByRole('radio', { name: 'upright edges' })).toBeChecked();
    await figure.getByRole('radio', { name: 'blur' }).click();
    await expect.element(findingOf(figure)).not.toMatchTextContent('It holds none.');
  } finally {
    delete tab.kernel.insights.weights;
  }
});

test('slides the reader’s own kernel once there is one', async () => {
  await runCell(tab, 'conv1');
  await figure.getByRole('radio', { name: 'Conv1’s first, red' }).click();
  await expect.element(findingOf(figure)).toMatchTextContent('27 by 27 pixels become 5 by 5 numbers');
  await figure.getByText('This position as a table').click();
  await expect.poll(products).toHaveLength(121);
  const sum = products().reduce((total, product) => total + product, 0);
  // Each product is shown with three digits.
  expect(sum).toBeCloseTo(read(figure.getByRole('status').element().textContent), -1);
});
