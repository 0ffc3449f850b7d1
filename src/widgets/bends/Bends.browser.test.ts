import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { focus, press } from '../../../tests/components/keyboard';
import { findingOf, widget } from '../../../tests/components/widget';
import Bends from './Bends.svelte';

test('a dot is moved by keys, and says what is left of a correction', async () => {
  await render(Bends, { layers: 7 });
  const figure = widget('ReLU and the hyperbolic tangent');
  const finding = expect.element(findingOf(figure));
  await finding.toMatchTextContent('tanh makes 0.995 with a slope of 0.00987');
  await finding.toMatchTextContent(
    'After 7 such layers, all of it is left with ReLU, and 9.1e−15 of it with tanh',
  );
  await focus(figure.getByRole('slider', { name: 'Sum' }));
  await press('Home');
  await finding.toMatchTextContent('Of −6, ReLU makes 0 with a slope of 0');
  await finding.toMatchTextContent('none of it is left with ReLU, whose slope is 0 here');
});
