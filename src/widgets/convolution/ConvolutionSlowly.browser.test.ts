import { beforeEach, expect, test } from 'vitest';
import type { Locator } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { focus, press } from '../../../tests/components/keyboard';
import { reduceMotion } from '../../../tests/components/media';
import { spread } from '../../../tests/components/samples';
import { openTab, runCell } from '../../../tests/components/tab';
import { findingOf, widget } from '../../../tests/components/widget';
import ConvolutionSlowly from './ConvolutionSlowly.svelte';
import { greyCrop, writeGreys } from './crop';

const tab = openTab();
/** RGBA, 256 x 256. */
const pixels = spread(4 * 256 * 256).map((value) => Math.floor(128 * (value + 1)));
let figure: Locator;
let output: Locator;

beforeEach(async () => {
  await render(ConvolutionSlowly, {
    photograph: { id: 'cat', title: 'A tabby cat' },
    published: writeGreys(greyCrop(pixels)),
  });
  figure = widget('Convolution, slowly');
  output = figure.getByRole('slider', { name: /^Output/ });
  await expect.element(output).toBeVisible();
});

/** Grey, 0 outside the crop, whose upper left corner is at 94 down and 186 across. */
function grey(row: number, column: number): number {
  if (Math.min(row, column) < 0 || Math.max(row, column) > 26) return 0;
  const at = 4 * ((94 + row) * 256 + 186 + column);
  const [red = NaN, green = NaN, blue = NaN] = pixels.slice(at, at + 3);
  return Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
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
