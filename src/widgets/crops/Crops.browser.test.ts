import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { focus, press } from '../../../tests/components/keyboard';
import { openTab } from '../../../tests/components/tab';
import { findingOf, widget } from '../../../tests/components/widget';
import Crops from './Crops.svelte';

openTab();

test('keys move the piece as far as the photograph goes, and a mirror image is another piece', async () => {
  await render(Crops);
  const figure = widget('Pieces of a photograph');
  const finding = expect.element(findingOf(figure));
  await finding.toMatchTextContent('Piece 30 of 1,800: from row 0, column 29 on.');
  await focus(figure.getByRole('slider', { name: 'Where the piece begins' }));
  await press('ArrowRight', 'PageDown');
  await finding.toMatchTextContent('Piece 900 of 1,800: from row 29, column 29 on.');
  await figure.getByRole('checkbox', { name: 'mirrored' }).click();
  await finding.toMatchTextContent('Piece 1,800 of 1,800: from row 29, column 29 on, mirrored.');
  await finding.toMatchTextContent('hardly one is where it was');
  await figure.getByRole('checkbox', { name: 'mirrored' }).click();
  await focus(figure.getByRole('slider', { name: 'Where the piece begins' }));
  await press('Home', 'PageUp');
  await finding.toMatchTextContent('Piece 1 of 1,800: from row 0, column 0 on.');
  await finding.toMatchTextContent('Its numbers are where they were, too.');
});
