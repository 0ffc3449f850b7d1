/** The moving view: a layer's numbers made one after another, by keys and by hand. */
import { beforeAll, expect, test } from 'vitest';
import { focus, press } from '../../../../tests/components/keyboard';
import { read, showStepper, stepper } from '../../../../tests/components/stepper';
import { openTab, runCell } from '../../../../tests/components/tab';

const tab = openTab();
const moving = stepper.getByData('moving');
const map = moving.getByRole('slider');
const said = moving.getByRole('status');
const line = () =>
  [...moving.element().querySelectorAll('.line b')].map(({ textContent }) => read(textContent));

beforeAll(() => runCell(tab, 'softmax'));

test('the window steps by keys, and what it adds up to is the number of the map', async () => {
  await showStepper({ fragment: 'layer=Conv2' });
  await expect.poll(() => line().length).toBe(4);
  await focus(map);
  await press('PageUp', 'Home', 'ArrowRight');
  await expect.element(map).toHaveAttribute('aria-valuetext', expect.stringMatching(/^row 0, column 1: /));
  await expect
    .element(said)
    .toMatchTextContent(/is made from channel \d+ of MaxPool, rows −?\d+ to \d+, columns/);
  const [own = NaN, others = NaN, bias = NaN, sum = NaN] = line();
  expect(own + others + bias).toBeCloseTo(sum, 0);
  await press('.');
  await expect.element(map).toHaveAttribute('aria-valuetext', expect.stringMatching(/^row 0, column 2: /));
  await press(',', ',');
  await expect
    .element(map)
    .toHaveAttribute('aria-valuetext', expect.stringMatching(/^row 0, column 1|^row 0, column 0/));
  // It goes by itself, and nothing is said while it does.
  await press(' ');
  await expect.element(moving.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect.poll(() => said.element().textContent).toBe('');
  await press(' ');
  await expect.element(moving.getByRole('button', { name: 'Slide' })).toBeVisible();
});
