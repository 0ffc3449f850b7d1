import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { findingOf, openTwin, widget } from '../../../tests/components/widget';
import ThinnedNetwork from './ThinnedNetwork.svelte';

test('a toss leaves what it says, another something else; without dropout nothing is lost', async () => {
  await render(ThinnedNetwork);
  const figure = widget('What dropout leaves of a network');
  const finding = expect.element(findingOf(figure));
  const lines = () => figure.element().querySelectorAll('line').length;
  await finding.toMatchTextContent(`and ${lines()} of 128 weights`);
  const before = lines();
  await figure.getByRole('button', { name: 'Toss again' }).click();
  await finding.toMatchTextContent('over 2 tosses');
  expect(lines()).not.toBe(before);
  await openTwin(figure);
  await expect.element(figure.getByText(/65,536 such networks/)).toBeVisible();
  await figure.getByRole('spinbutton', { name: 'Rate' }).fill('0');
  await finding.toMatchTextContent('leaves 8 and 8 of 8 units, and 128 of 128 weights');
});
