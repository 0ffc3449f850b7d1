import { beforeEach, expect, test } from 'vitest';
import type { Locator } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { focus, press } from '../../../tests/components/keyboard';
import { sampleWith, spread } from '../../../tests/components/samples';
import { openTab, runCell } from '../../../tests/components/tab';
import { findingOf, walkTo, widget } from '../../../tests/components/widget';
import { activation, dense } from '../../model/make-layer';
import Softmax from './Softmax.svelte';

const tab = openTab();
const logits = [...spread(1000).map((value) => 3 * value)];
const falling = logits.toSorted((a, b) => b - a);
let figure: Locator;

beforeEach(async () => {
  await render(Softmax, {
    sample: sampleWith(Float32Array.from(logits), { layer: 'dense_17', shape: [1000] }),
  });
  figure = widget(/^Logits/);
  await expect.element(findingOf(figure)).toMatchTextContent('a loss of');
});

/** Of the class whose logit stands so high, all logits taken as they are. */
function loss(rank: number): string {
  const sum = logits.reduce((total, logit) => total + Math.exp(logit), 0);
  return (Math.log(sum) - (falling[rank - 1] ?? NaN)).toFixed(2);
}

test('without ReLU and dropout: the loss of the logits', async () => {
  const finding = expect.element(findingOf(figure));
  await walkTo(figure.getByRole('group', { name: 'Before the softmax' }), 'nothing');
  await finding.toMatchTextContent(`a loss of ${loss(701)}.`);
  await finding.toMatchTextContent('Every one of the 1,000 logits gets a gradient');
  await focus(figure.getByRole('slider', { name: /rank/ }));
  await press('Home');
  await finding.toMatchTextContent(`a loss of ${loss(1)}.`);
  await finding.toMatchTextContent(`class, ${logits.indexOf(falling[0] ?? NaN)},`);
});

test('with ReLU: what is negative gets nothing, and ties', async () => {
  const finding = expect.element(findingOf(figure));
  const negative = logits.filter((logit) => logit <= 0).length;
  expect(negative).toBeGreaterThan(300);
  await walkTo(figure.getByRole('group', { name: 'Before the softmax' }), 'ReLU');
  await finding.toMatchTextContent(`Of the 1,000 logits ${negative} get no gradient`);
  await finding.toMatchTextContent('among them: it is not corrected');
  await finding.toMatchTextContent(`${negative} classes tie at a score of 0.`);
});

test('the reader’s own last layer', async () => {
  await runCell(tab, 'softmax', [dense('scores', 10), activation('classes', 'softmax')]);
  await expect.element(findingOf(figure)).toMatchTextContent('Every one of the 10 logits gets a gradient');
  await expect.element(figure.getByRole('radio', { name: 'nothing' })).toBeChecked();
  // Scores, probabilities, gradient: each panel says the right class's own number, beside the end of its column.
  const said = Array.from(figure.element().querySelectorAll('[data-right-value]'), (text) => ({
    value: Number(text.textContent.replace('−', '-')),
    place: text.getBoundingClientRect(),
    panel: text.closest('svg')?.getBoundingClientRect(),
  }));
  expect(said).toHaveLength(3);
  expect(said[2]?.value).toBeCloseTo((said[1]?.value ?? NaN) - 1, 2);
  for (const { place, panel } of said) {
    expect(place.left).toBeGreaterThanOrEqual(panel?.left ?? NaN);
    expect(place.right).toBeLessThanOrEqual(panel?.right ?? NaN);
    expect(place.bottom).toBeLessThanOrEqual((panel?.bottom ?? NaN) + 1);
  }
});
