import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { findingOf, widget } from '../../../tests/components/widget';
import OneWeight from './OneWeight.svelte';

test('the reader moves the weight, and gradient descent finds a better one', async () => {
  await render(OneWeight);
  const figure = widget('One weight learns to turn miles into kilometres');
  const finding = expect.element(findingOf(figure));
  await finding.toMatchTextContent('With a weight of 0.5 the loss is 15.5.');
  await figure.getByRole('spinbutton', { name: 'Weight' }).fill('1');
  // (2 − 3)² + (3 − 5)² + (5 − 8)² over 3.
  await finding.toMatchTextContent('With a weight of 1 the loss is 4.67.');
  await figure.getByRole('button', { name: '20 steps' }).click();
  await finding.toMatchTextContent('no other weight does better. It has made 20 steps, from a weight of 1.');
  await figure.getByRole('button', { name: 'Start again' }).click();
  await figure.getByRole('radio', { name: '0.085, too high' }).click();
  await figure.getByRole('button', { name: 'One step of gradient descent' }).click();
  await finding.toMatchTextContent('It has made 1 step, from a weight of 0.5.');
  for (let press = 0; press < 3; press++) await figure.getByRole('button', { name: '20 steps' }).click();
  await finding.toMatchTextContent('They fly apart');
  await expect.element(figure.getByRole('button', { name: '20 steps' })).toBeDisabled();
});
