import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { findingOf, widget } from '../../../tests/components/widget';
import { notebookNetwork } from '../../model/networks';
import { paperNetwork } from '../../model/family/reference-networks';
import { ringOf } from './ring';
import ZeroRing from './ZeroRing.svelte';

test('the window says how many zeros it reads, and where there are none', async () => {
  const rings = {
    paper: ringOf(paperNetwork(), 'conv2'),
    notebook: ringOf(notebookNetwork(), 'Conv3'),
  };
  await render(ZeroRing, { rings, first: 'paper' });
  const figure = widget('The ring of zeros');
  const finding = expect.element(findingOf(figure));
  // The paper's second convolution is in two groups: a kernel reads 48 of the 96 channels, 5 · 5 · 48 numbers.
  await finding.toMatchTextContent(
    'Here 16 of the 25 places under the window are zeros, in each of 48 channels',
  );
  await finding.toMatchTextContent('768 of 1,200 products are zero');
  await figure.getByRole('spinbutton', { name: 'Row' }).fill('2');
  await figure.getByRole('spinbutton', { name: 'Column' }).fill('2');
  await finding.toMatchTextContent('all 1,200 products depend on the photograph');
  await figure.getByRole('radio', { name: /the notebook$/ }).click();
  await finding.toMatchTextContent('40 of the 121 windows touch the zeros');
});
