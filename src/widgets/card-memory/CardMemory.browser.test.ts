import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { focus, press } from '../../../tests/components/keyboard';
import { findingOf, widget } from '../../../tests/components/widget';
import CardMemory from './CardMemory.svelte';

test('outputs grow with the batch, weights do not', async () => {
  await render(CardMemory);
  const figure = widget(/^Memory of a training/);
  const finding = expect.element(findingOf(figure));
  await finding.toMatchTextContent('take 942.4 MB, more than its weights, 203.4 MB');
  await focus(figure.getByRole('slider', { name: 'Batch' }));
  await press('Home');
  await finding.toMatchTextContent('With one photograph in a batch');
  await finding.toMatchTextContent('take 7.4 MB, less than its weights, 203.4 MB');
  await press('End');
  await finding.toMatchTextContent('With 256 photographs in a batch');
});
