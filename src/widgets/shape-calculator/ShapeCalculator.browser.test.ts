import { beforeEach, expect, test } from 'vitest';
import type { Locator } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { focus, press } from '../../../tests/components/keyboard';
import { openTab, runCell } from '../../../tests/components/tab';
import { findingOf, widget } from '../../../tests/components/widget';
import { conv2d } from '../../model/make-layer';
import ShapeCalculator from './ShapeCalculator.svelte';

const tab = openTab();
let figure: Locator;

beforeEach(async () => {
  await render(ShapeCalculator);
  figure = widget('Shape calculator');
  await expect.element(figure.getByRole('combobox')).toBeVisible();
});

const formula = () => figure.element().querySelector('annotation')?.textContent;

test('the paper’s 224 does not come out even, and three presses of a key later it does', async () => {
  const finding = expect.element(findingOf(figure));
  await finding.toMatchTextContent('54.25 is not a whole number: 54 windows fit');
  await expect.poll(formula).toContain('54.25');
  await focus(figure.getByRole('slider', { name: 'Input W' }));
  await press('ArrowRight', 'ArrowRight', 'ArrowRight');
  await finding.toMatchTextContent('55 windows of 11, 4 apart, fit into 227 pixels');
  await expect.element(figure.getByRole('radio', { name: '227', exact: true })).toBeChecked();
  await expect.poll(formula).toContain('\\vout{55}');
});

test('a window wider than the input fits nowhere', async () => {
  await figure.getByRole('spinbutton', { name: 'Input W' }).fill('5');
  await expect
    .element(findingOf(figure))
    .toMatchTextContent('A window of 11 is wider than the 5 pixels of the input: it fits nowhere');
});

test('takes the numbers of a layer, of the reader’s network too', async () => {
  const finding = expect.element(findingOf(figure));
  const layers = figure.getByRole('combobox');
  await layers.selectOptions('MaxPool2');
  await finding.toMatchTextContent('11 windows of 3, 2 apart, fit into 23 pixels');
  await layers.selectOptions('Conv1');
  await finding.toMatchTextContent('55 windows of 11, 4 apart, fit into 227 pixels');
  await runCell(tab, 'conv1', [conv2d('Conv1', 96, 11, { strides: 2 })]);
  await finding.toMatchTextContent('109 windows of 11, 2 apart, fit into 227 pixels');
  await expect.element(layers).toHaveValue('Conv1');
  const names = figure
    .getByRole('option')
    .elements()
    .map(({ textContent }) => textContent);
  expect(names).toEqual(['none of the layers', 'Conv1']);
});
