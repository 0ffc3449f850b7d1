import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { focus, press } from '../../../tests/components/keyboard';
import { openTab } from '../../../tests/components/tab';
import { findingOf, openTwin, told, walkTo, widget } from '../../../tests/components/widget';
import { photograph } from '../../client/photograph/chosen-photograph.svelte';
import Pixels from './Pixels.svelte';
import { pixelAt } from './pixels';

openTab();

test('keys move over the photograph, and the numbers are those of the pixel', async () => {
  await render(Pixels);
  const figure = widget("A photograph's pixels as numbers");
  const place = figure.getByRole('slider', { name: 'Place on the photograph' });
  await focus(place);
  await press('Home', 'PageUp', 'ArrowRight', 'ArrowRight', 'ArrowDown');
  const { pixels } = await photograph.decoded();
  const [red, green, blue] = pixelAt(pixels, { row: 1, column: 2 });
  const words = `row 1, column 2 is red ${red}, green ${green} and blue ${blue}`;
  await expect.element(findingOf(figure)).toMatchTextContent(words);
  expect(told(place).positions).toEqual([1, 2, red, green]);

  await walkTo(figure.getByRole('group', { name: 'Enlarge' }), '4 × 4');
  await openTwin(figure);
  await expect.poll(() => figure.getByRole('row').elements().length).toBe(5);
  const cell = figure.getByRole('row').nth(2).getByRole('cell').nth(2);
  await expect.element(cell).toMatchTextContent(`${red}, ${green}, ${blue}`);
});
