/** On a Mac: what the editor takes for its machine is read once, when it is fetched. */
import { afterAll, expect, test } from 'vitest';
import { conv3, expectAt, expectState, focusFrame, showCells } from '../../../tests/components/cells';
import { press } from '../../../tests/components/keyboard';
import { openTab, resetTab } from '../../../tests/components/tab';

const { kernel } = openTab();
Object.defineProperty(navigator, 'platform', { value: 'MacIntel', configurable: true });
afterAll(resetTab);

test('Ctrl+Enter runs in the editor as Cmd+Enter does', async () => {
  await showCells('conv3');
  focusFrame('conv3');
  await press('Enter');
  await expectAt('conv3, editing');
  const runs = () => kernel.ran.filter((id) => id === 'conv3').length;
  for (const [before, key] of ['Control+Enter', 'Meta+Enter'].entries()) {
    await press(key);
    await expect.poll(runs).toBe(before + 1);
    await expectState(conv3, 'done');
    await expectAt('conv3, editing');
  }
});
