import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { focus, press } from '../../../tests/components/keyboard';
import { seenByNumber } from '../../../tests/components/seen';
import { openTab } from '../../../tests/components/tab';
import { findingOf, openTwin, widget } from '../../../tests/components/widget';
import StrongestPatches from './StrongestPatches.svelte';

const tab = openTab();
tab.kernel.insights = { seePicture: seenByNumber };

test('once the network has looked, the strongest patches stand there, the strongest first', async () => {
  await render(StrongestPatches);
  const figure = widget('What excites a channel most');
  const finding = expect.element(findingOf(figure));
  await finding.toMatchTextContent('Nothing has been looked at yet.');
  await focus(figure.getByRole('button', { name: 'Show the 30 photographs to the network' }));
  await press('Enter');
  // The first one excites nothing.
  await finding.toMatchTextContent(
    'Channel 40 of Conv1 is excited in 29 of 30 photographs, most by “Two giraffes”, with 29.',
  );
  expect(figure.getByRole('listitem').elements()).toHaveLength(6);
  await figure.getByRole('radio', { name: 'Conv5' }).click();
  await finding.toMatchTextContent('Channel 40 of Conv5');
  await openTwin(figure);
  // Place 29 of 11 by 11: two down, seven across.
  await expect.element(figure.getByRole('row', { name: /^Two giraffes 29/ })).toMatchTextContent('0 to 146');
});
