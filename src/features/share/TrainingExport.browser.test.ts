/** Which of the networks that the cells hold is taken away. */
import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { conv2d } from '../../model/make-layer';
import { focus, press } from '../../../tests/components/keyboard';
import { openTab, resetTab, runCell } from '../../../tests/components/tab';
import TrainingExport from './TrainingExport.svelte';

const tab = openTab();
const choice = page.getByRole('group', { name: 'Network' });
afterEach(resetTab);

test('of several, the reader chooses one, by keyboard', async () => {
  tab.kernel.others = ['small'];
  await runCell(tab, 'conv1', [conv2d('Conv1', 4, 3)]);
  await render(TrainingExport);
  await expect.element(choice.getByRole('radio', { name: /^model: 1 layers/ })).toBeChecked();
  await expect.element(page.getByText(/^The network as it is now/)).toBeVisible();
  await focus(choice.getByRole('radio', { name: /^model/ }));
  await press('ArrowRight');
  await expect.element(choice.getByRole('radio', { name: /^small/ })).toBeChecked();
  await expect
    .poll(() =>
      tab.kernel.received.flatMap((each) =>
        'question' in each && each.question === 'exportModel' ? [each.parameters] : [],
      ),
    )
    .toEqual([['model'], ['small']]);
});

test('of one there is nothing to choose', async () => {
  tab.kernel.others = [];
  await runCell(tab, 'conv1', [conv2d('Conv1', 4, 3)]);
  await render(TrainingExport);
  await expect.element(page.getByText(/^The network as it is now/)).toBeVisible();
  await expect.element(choice).not.toBeInTheDocument();
});
