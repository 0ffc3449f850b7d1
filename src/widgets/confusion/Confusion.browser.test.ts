import { beforeEach, expect, test } from 'vitest';
import type { Locator } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { focus, press } from '../../../tests/components/keyboard';
import { findingOf, openTwin, widget } from '../../../tests/components/widget';
import Confusion from './Confusion.svelte';

let figure: Locator;

beforeEach(async () => {
  await render(Confusion);
  figure = widget('What was taken for what');
  await expect.element(figure.getByRole('combobox', { name: 'Pictures of' })).toBeVisible();
});

test('opens at a class, at a cell, and from its lists', async () => {
  const finding = expect.element(findingOf(figure));
  await finding.toMatchTextContent('names 1,075 right, 81.7 %.');
  await finding.toMatchTextContent('takes 4 for schooner');
  await figure.getByRole('combobox').selectOptions('crab');
  await finding.toMatchTextContent('Of 14 pictures of crab it names 7 right.');
  await focus(figure.getByRole('button', { name: 'scorpion', exact: true }).first());
  await press('Enter');
  await finding.toMatchTextContent('names 7 right, and takes 3 for scorpion.');
  const matrix = figure.getByRole('slider', { name: /^Matrix/ });
  await expect
    .element(matrix)
    .toHaveAttribute('aria-valuetext', 'row 25, column 80: crab, taken for scorpion: 3 of 14');
  await focus(matrix);
  await press('ArrowLeft');
  await expect
    .element(matrix)
    .toHaveAttribute('aria-valuetext', 'row 25, column 79: crab, taken for scissors: 0 of 14');
});

test('the table has a row for each class', async () => {
  await openTwin(figure);
  await expect.element(figure.getByRole('row', { name: /^crab 14 7/ })).toBeVisible();
  expect(figure.getByRole('row').elements()).toHaveLength(101);
});
