/** All switches at once: what is told of a press that changes nothing, and of a build that ends early. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { notebook } from '../../client/document/notebook.svelte';
import { kernel } from '../../client/kernel/kernel.svelte';
import { chosenNetwork } from '../../client/network/chosen-network.svelte';
import { memberOf } from '../../model/family/family';
import { focus, press } from '../../../tests/components/keyboard';
import { openTab, resetTab, runCell } from '../../../tests/components/tab';
import Targets from './Targets.svelte';

const tab = openTab();
const build = () => page.getByRole('button', { name: 'Build it' });

beforeEach(async () => {
  await notebook.ready;
  await render(Targets);
});

afterEach(resetTab);

test('why a press changed nothing is told until the cells change', async () => {
  // These cells say nothing that a switch could change.
  await page.getByRole('button', { name: 'All that lead to the paper' }).click();
  await expect.element(page.getByText(/switches are on/)).not.toBeInTheDocument();
  notebook.edit('conv1', 'another');
  await expect.element(page.getByText(/\b0 of \d+\s+switches are on/)).toBeVisible();
});

test('a build shows how far it is, can be stopped where it was begun, and tells its end', async () => {
  notebook.edit('lrn1', 'while (true);');
  await focus(build());
  await press('Enter');
  const stop = page.getByRole('button', { name: 'Stop' });
  await expect.element(page.getByText(/Running In \[157\]/)).toBeVisible();
  await expect.element(stop).toHaveFocus();
  await press('Enter');
  await expect.element(page.getByText(/have not all run yet/)).toBeVisible();
  notebook.edit('lrn1', 'throw');
  await build().click();
  await expect.element(page.getByText(/An error ended it: In \[157\]/)).toBeVisible();
});

test('the totals are of the cells, whichever network the page looks at', async () => {
  await runCell(tab, 'summary');
  const built = expect.element(page.getByText(/\d+ layers,/));
  await built.toMatchTextContent('50,844,008 parameters');
  const network = memberOf('paper').network();
  const held = [null, 'paper'].map((name) => ({ name, network }));
  const networks = vi.spyOn(kernel, 'networks', 'get').mockReturnValue(held);
  chosenNetwork.choose('paper');
  await expect.poll(() => chosenNetwork.current?.name).toBe('paper');
  await built.toMatchTextContent('50,844,008 parameters');
  await expect.element(page.getByText(/Before any training/)).not.toBeInTheDocument();
  chosenNetwork.choose(null);
  networks.mockRestore();
});
