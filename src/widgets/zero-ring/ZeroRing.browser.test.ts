import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { findingOf, widget } from '../../../tests/components/widget';
import { notebookNetwork } from '../../model/networks';
import { paperNetwork } from '../../model/family/reference-networks';
import { ringOf } from './ring';
import ZeroRing from './ZeroRing.svelte';

test('the window says how many zeros it reads, and where there are none', async () => {
  const rings = {
    paper: ringOf(paperNetwork({ groups: 1 }), 'conv2'),
    notebook: ringOf(notebookNetwork(), 'Conv3'),
  };
  await render(ZeroRing, { rings, first: 'paper' });
  const figure = widget('The ring of zeros');
  const finding = expect.element(findingOf(figure));
  await finding.toMatchTextContent(
    'Here 16 of the 25 places under the window are zeros, in each of 96 channels',
  );
  await finding.toMatchTextContent('1,536 of 2,400 products are zero');
  await figure.getByRole('spinbutton', { name: 'Row' }).fill('2');
  await figure.getByRole('spinbutton', { name: 'Column' }).fill('2');
  await finding.toMatchTextContent('all 2,400 products depend on the photograph');
  await figure.getByRole('radio', { name: /the notebook$/ }).click();
  await finding.toMatchTextContent('40 of the 121 windows touch the zeros');
});
