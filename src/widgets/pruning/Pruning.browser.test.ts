import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { focus, press } from '../../../tests/components/keyboard';
import { seenByNumber } from '../../../tests/components/seen';
import { openTab } from '../../../tests/components/tab';
import { findingOf, openTwin, widget } from '../../../tests/components/widget';
import Pruning from './Pruning.svelte';

const tab = openTab();
tab.kernel.insights = {
  seePicture: seenByNumber,
  // Below 5 in a hundred all are of the first class.
  answersPruned: async (flat, share) => {
    const probabilities = new Float32Array(100 * flat.length);
    for (const [picture, number] of flat.entries())
      probabilities[100 * picture + (share < 0.05 ? 0 : number)] = 0.5;
    return { left: Math.round(1000 * Math.min(0.08, share)), all: 1000, probabilities };
  },
};

test('the slider leaves weights out, and the answers that change are told', async () => {
  await render(Pruning);
  const figure = widget('What can be left out of FC6 and FC7');
  await focus(figure.getByRole('button', { name: /^Show the 30/ }));
  await press('Enter');
  const finding = expect.element(findingOf(figure));
  await finding.toMatchTextContent('left, 80 of 1,000, 30 of 30 photographs keep their first answer.');
  await focus(figure.getByRole('slider', { name: 'Step' }));
  await press('ArrowRight', 'ArrowRight', 'ArrowRight');
  await finding.toMatchTextContent('left, 40 of 1,000, 1 of 30 photographs keep their first answer.');
  await openTwin(figure);
  await expect
    .element(figure.getByText('A white chair: brontosaurus at 75.0 %; now face at 50.0 %.'))
    .toBeVisible();
});
