import { beforeEach, expect, test } from 'vitest';
import type { Locator } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { focus, press } from '../../../tests/components/keyboard';
import { sampleWith, spread } from '../../../tests/components/samples';
import { findingOf, walkTo, widget } from '../../../tests/components/widget';
import Dropout from './Dropout.svelte';

const units = spread(4096).map((value) => 10 * Math.max(0, value));
const total = units.reduce((sum, value) => sum + value, 0);
const whole = (value: number) => `sum ${Math.round(value).toLocaleString('en')}`;
let figure: Locator;
let training: Locator;
let use: Locator;

beforeEach(async () => {
  await render(Dropout, { sample: sampleWith(units, { layer: 'activation_82', shape: [4096] }) });
  figure = widget(/^Dropout/);
  [training, use] = [figure.getByText(/^sum/).nth(0), figure.getByText(/^sum/).nth(1)];
  await expect.element(use).toHaveTextContent(whole(total));
});

test('the sums are those of the units; a toss changes training alone', async () => {
  const before = training.element().textContent;
  await focus(figure.getByRole('button', { name: 'Toss again' }));
  await press('Enter');
  await expect.element(training).not.toHaveTextContent(before);
  await expect.element(use).toHaveTextContent(whole(total));
  await walkTo(figure.getByRole('group', { name: 'Correction' }), 'the paper: in prediction');
  await expect.element(use).toHaveTextContent(whole(total / 2));
});

test('nothing dropped, nothing lost', async () => {
  await focus(figure.getByRole('slider', { name: 'Rate' }));
  await press('Home');
  await expect.element(training).toHaveTextContent(whole(total));
  await expect.element(findingOf(figure)).toMatchTextContent('This toss sums to as much as in prediction');
});
