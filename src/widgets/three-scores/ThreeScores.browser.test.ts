import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { focus, press } from '../../../tests/components/keyboard';
import { findingOf, openTwin, widget } from '../../../tests/components/widget';
import ThreeScores from './ThreeScores.svelte';

test('what all scores have in common does not count', async () => {
  await render(ThreeScores, { right: null });
  const figure = widget('Three scores into probabilities');
  const finding = expect.element(findingOf(figure));
  await finding.toMatchTextContent('Scores of 2, 1, 0 become 66.5 %, 24.5 %, 9.0 %');
  await figure.getByRole('button', { name: 'Add 1 to all' }).click();
  await finding.toMatchTextContent('Scores of 3, 2, 1 become 66.5 %, 24.5 %, 9.0 %');
  await focus(figure.getByRole('slider', { name: 'third score' }));
  await press('End');
  await finding.toMatchTextContent('The highest leads by 3, so it is 20.1 times as probable');
  await expect.element(figure.getByRole('button', { name: 'Add 1 to all' })).toBeDisabled();
});

test('the gradient is what the network said less what is true', async () => {
  await render(ThreeScores, { right: 1 });
  const figure = widget('Three scores, and their gradient');
  const finding = expect.element(findingOf(figure));
  await finding.toMatchTextContent(`a loss of ${Math.log(1 + Math.E + 1 / Math.E).toFixed(3)}.`);
  await openTwin(figure);
  const gradients = () =>
    figure
      .getByRole('row')
      .elements()
      .slice(1)
      .map((row) => row.lastElementChild?.textContent);
  await expect.poll(gradients).toEqual(['0.665', '−0.755', '0.090']);
  await figure.getByRole('radio', { name: 'first' }).click();
  await expect.poll(gradients).toEqual(['−0.335', '0.245', '0.090']);
});
