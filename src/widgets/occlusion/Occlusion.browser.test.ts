import { beforeEach, expect, test } from 'vitest';
import type { Locator } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { focus, press } from '../../../tests/components/keyboard';
import { openTab } from '../../../tests/components/tab';
import { findingOf, openTwin, widget } from '../../../tests/components/widget';
import { learnedClasses } from '../../learned/classes';
import Occlusion from './Occlusion.svelte';
import { squareAt } from './squares';

const tab = openTab();
const cup = learnedClasses.indexOf('cup');
let figure: Locator;
/** Lets the answers that wait go; null while they need not wait. */
let release: (() => void) | null;

beforeEach(async () => {
  release = null;
  tab.kernel.insights = {
    answers: async () => [{ name: 'cup', probability: 0.9 }],
    // Of a square that covers the middle nothing is left.
    answersCovered: async (_, covers, of) => {
      if (release) await new Promise<void>((resolve) => (release = resolve));
      const { top, left } = squareAt({ row: 7, column: 7 });
      return covers.map((cover) => {
        const hit = cover.top === top && cover.left === left;
        return { probability: hit ? 0.05 : 0.8, first: hit ? of + 1 : of };
      });
    },
  };
  await render(Occlusion);
  figure = widget('Where the network looks');
  await expect.element(figure.getByRole('button', { name: 'Slide the square' })).toBeVisible();
});

test('slides over all places; the map is told in words and as a table', async () => {
  await focus(figure.getByRole('button', { name: 'Slide the square' }));
  await press('Enter');
  const finding = expect.element(findingOf(figure));
  await finding.toMatchTextContent(
    'is cup at 90.0 %. The square takes away most at row 7, column 7: 5.0 % are left.',
  );
  await finding.toMatchTextContent('In 1 of 225 places the first answer becomes another.');
  const map = figure.getByRole('slider', { name: /^Map/ });
  await expect.element(map).toHaveAttribute('aria-valuetext', 'row 7, column 7: cup at 5.0\u00a0%');
  await expect.element(figure.getByText(/the first answer is dalmatian/)).toBeVisible();
  await focus(map);
  await press('ArrowRight');
  await expect.element(map).toHaveAttribute('aria-valuetext', 'row 7, column 8: cup at 80.0\u00a0%');
  await openTwin(figure);
  await expect.element(figure.getByRole('row', { name: /^7 (80 ){7}5 80/ })).toBeVisible();
  expect(learnedClasses[cup + 1]).toBe('dalmatian');
});

test('is stopped, goes on, and begins anew for another photograph', async () => {
  release = () => undefined;
  await focus(figure.getByRole('button', { name: 'Slide the square' }));
  await press('Enter');
  await expect.element(figure.getByText('0 of 225 places')).toBeVisible();
  await press('Enter');
  await expect.element(figure.getByRole('button', { name: 'Slide the square' })).toBeVisible();
  release();
  release = null;
  await press('Enter');
  await expect.element(findingOf(figure)).toMatchTextContent('1 of 225 places');
  await figure.getByRole('combobox').selectOptions('A sheep');
  await expect
    .element(findingOf(figure))
    .toMatchTextContent('What the answer rests on is found by covering it');
});

test('what cannot be answered is told', async () => {
  tab.kernel.insights = { answers: () => Promise.reject(new Error('The download broke off.')) };
  await focus(figure.getByRole('button', { name: 'Slide the square' }));
  await press('Enter');
  await expect.element(figure.getByRole('status')).toMatchTextContent('The download broke off.');
  await expect.element(figure.getByRole('button', { name: 'Slide the square' })).toBeVisible();
});
