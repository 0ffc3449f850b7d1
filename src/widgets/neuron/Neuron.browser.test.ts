import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { focus, press } from '../../../tests/components/keyboard';
import { findingOf, walkTo, widget } from '../../../tests/components/widget';
import Neuron from './Neuron.svelte';

test('answers to pixels, weights and bias', async () => {
  await render(Neuron);
  const figure = widget('A neuron over nine pixels');
  const finding = expect.element(findingOf(figure));
  await finding.toMatchTextContent('add up to 3. With a bias of −1 that is 2, and so the neuron answers 2.');
  await focus(figure.getByRole('button', { name: 'Pixels, row 1, column 2: 1' }));
  await press('Enter');
  await finding.toMatchTextContent('add up to 2.');
  await focus(figure.getByRole('button', { name: 'Weights, row 0, column 2: 1' }));
  await press('Enter');
  await finding.toMatchTextContent('add up to 0. With a bias of −1 that is −1, which is below zero');
  await figure.getByRole('spinbutton', { name: 'Bias' }).fill('2');
  await finding.toMatchTextContent('that is 2, and so the neuron answers 2.');
  await focus(figure.getByRole('radio', { name: 'all light' }));
  await press('Space');
  await walkTo(figure.getByRole('group', { name: 'Pixels' }), 'light left');
  await finding.toMatchTextContent('add up to −3.');
});
