import { beforeEach, expect, test } from 'vitest';
import type { Locator } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { focus, press } from '../../../tests/components/keyboard';
import { openTab, runCell } from '../../../tests/components/tab';
import { findingOf, told, widget } from '../../../tests/components/widget';
import { conv2d } from '../../model/make-layer';
import Rotation from './Rotation.svelte';

const tab = openTab();
let figure: Locator;

beforeEach(async () => {
  await render(Rotation);
  figure = widget('Cross-correlation and convolution');
});

test('exchanges cross-correlation and convolution', async () => {
  const results = ['Cross-correlation: its result', 'Convolution: its result'].map((name) =>
    figure.getByRole('slider', { name }),
  );
  const values = () => results.map((result) => told(result).value);
  await focus(figure.getByRole('slider', { name: 'Cross-correlation: its result' }));
  await press('Home', 'ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight');
  // Two ones of the seven's stroke, under 4 and 0 of the hook, under 0 and 2 of its half turn.
  await expect.poll(values).toEqual([4, 2]);
  await focus(figure.getByRole('button', { name: 'Turn the kernel by 180°' }));
  await press('Enter');
  await expect.poll(values).toEqual([2, 4]);
});

test('says when half a turn makes no difference', async () => {
  await focus(figure.getByRole('radio', { name: 'a hook' }));
  await press('ArrowRight');
  await expect.element(findingOf(figure)).toMatchTextContent('nothing about this kernel but its signs');
  await press('ArrowRight');
  await expect.element(findingOf(figure)).toMatchTextContent('the two give the same 49 numbers');
});

test('works on the kernels of a network that ran, and on the photograph', async () => {
  await runCell(tab, 'conv1');
  await figure.getByRole('radio', { name: 'Conv1’s' }).click();
  await figure.getByRole('radio', { name: 'the photograph' }).click();
  const finding = expect.element(findingOf(figure));
  await finding.toMatchTextContent('of 7,921 numbers');
  await finding.toMatchTextContent('number 0 of your Conv1');
  await figure.getByRole('spinbutton', { name: 'Number' }).fill('80');
  await finding.toMatchTextContent('number 80 of your Conv1');

  // A network with fewer filters takes its place.
  await runCell(tab, 'conv1', [conv2d('Conv1', 48, 11, { strides: 4 })]);
  await finding.toMatchTextContent('number 47 of your Conv1');
  await expect.element(figure.getByRole('spinbutton', { name: 'Number' })).toHaveValue(47);
});
