import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { focus, press } from '../../../tests/components/keyboard';
import { openTab } from '../../../tests/components/tab';
import { findingOf, widget } from '../../../tests/components/widget';
import { notebookNetwork } from '../../model/networks';
import { patchesOf } from './fields';
import ReceptiveFields from './ReceptiveFields.svelte';

openTab();

test('a layer lights its frame, and keys walk over its units', async () => {
  await render(ReceptiveFields, { layers: patchesOf(notebookNetwork()), side: 227 });
  const figure = widget('What a unit sees of the photograph');
  const finding = expect.element(findingOf(figure));
  await finding.toMatchTextContent('A unit of MaxPool3 sees 195 × 195 pixels');
  await finding.toMatchTextContent('163 + 2 · 16 = 195.');
  await focus(figure.getByRole('radio', { name: 'MaxPool3' }));
  await press('ArrowLeft');
  await finding.toMatchTextContent('A unit of Conv5 sees 163 × 163 pixels');
  await finding.toMatchTextContent('131 + 2 · 16 = 163.');
  const frame = () => figure.element().querySelector('rect.own')?.getAttribute('width');
  expect(frame()).toBe('163');
  const photograph = figure.getByRole('slider', { name: 'Which unit of Conv5' });
  await focus(photograph);
  await press('Home');
  await expect
    .element(photograph)
    .toHaveAttribute('aria-valuetext', 'row 5, column 0 of Conv5, 163 by 163 pixels');
  await finding.toMatchTextContent(/of which\s+163 × \d+ lie within it/);
});
