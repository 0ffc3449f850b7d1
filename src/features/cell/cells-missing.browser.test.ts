/** Commands where the list of cells cannot be fetched. */
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { conv3, focusFrame, showCells } from '../../../tests/components/cells';
import { press } from '../../../tests/components/keyboard';
import { openTab } from '../../../tests/components/tab';

async function command(title: string): Promise<void> {
  focusFrame('conv3');
  await press('?');
  await page.getByRole('combobox', { name: 'Find a command' }).fill(title);
  await press('Enter');
}

test('without the list of cells no command says what it cannot know', async () => {
  const { files } = openTab();
  const list = [...files].find(([address]) => address.test('/cells.json'));
  if (list === undefined) throw new Error('The tab has no list of cells.');
  files.delete(list[0]);
  await showCells('conv3');
  const told = conv3.getByRole('status').filter({ hasText: 'could not be fetched' });
  for (const title of ['Reset to published', 'Reset this chapter', 'Undo', 'Show or hide what differs']) {
    await command(title);
    await expect.element(told).toBeVisible();
    await expect.element(conv3).not.toMatchTextContent(/as published|nothing to undo|nothing differs/);
  }
  files.set(...list);
  await command('Reset to published');
  await expect.element(conv3).toMatchTextContent('This cell is as published.');
});
