import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { focus, press } from '../../../tests/components/keyboard';
import { findingOf, widget } from '../../../tests/components/widget';
import { flatten } from '../../model/make-layer';
import FlattenOrder from './FlattenOrder.svelte';

test('keys walk over the places of a channel, and the numbers are those of both orders', async () => {
  await render(FlattenOrder, { layer: flatten('flatten_7'), shape: [256, 5, 5] });
  const figure = widget('The order in which Flatten writes');
  const finding = expect.element(findingOf(figure));
  await finding.toMatchTextContent(`is number ${((1 * 5 + 2) * 256 + 100 + 1).toLocaleString('en')} of`);
  await focus(figure.getByRole('slider', { name: 'Place in the channel' }));
  await press('ArrowDown', 'End');
  await finding.toMatchTextContent('The number at row 2, column 4 of channel 100');
  await finding.toMatchTextContent(`is number ${((2 * 5 + 4) * 256 + 100 + 1).toLocaleString('en')} of`);
  await finding.toMatchTextContent(`it would be number ${(100 * 25 + 14 + 1).toLocaleString('en')}.`);
});
