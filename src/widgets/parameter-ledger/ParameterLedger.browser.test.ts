import { beforeEach, expect, test } from 'vitest';
import type { Locator } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { openTab, runCell } from '../../../tests/components/tab';
import { findingOf, openTwin, walkTo, widget } from '../../../tests/components/widget';
import { notebookLayers } from '../../model/networks';
import ParameterLedger from './ParameterLedger.svelte';

const tab = openTab();
let figure: Locator;

beforeEach(async () => {
  await render(ParameterLedger);
  figure = widget(/^Parameter ledger/);
  await expect.element(figure.getByRole('group', { name: 'Layer', exact: true })).toBeVisible();
});

test('the networks, the layers, and the way to the summary', async () => {
  const finding = expect.element(findingOf(figure));
  const network = figure.getByRole('group', { name: 'Network' });
  const layer = figure.getByRole('group', { name: 'Layer', exact: true });
  await finding.toMatchTextContent('FC6 holds 51.6 % of the 50,844,008 parameters');
  await walkTo(network, 'the paper');
  await finding.toMatchTextContent('60,965,224');
  await walkTo(layer, 'conv2');
  await finding.toMatchTextContent('conv2 is 256 wide, one for each of its kernels, and 1,201 high');
  await expect.element(figure.getByRole('math')).toMatchTextContent('307,456');
  await walkTo(network, 'the notebook');
  await walkTo(layer, 'Conv3');
  await expect.element(figure.getByRole('link')).toHaveAttribute('href', '/summary/#layer=Conv3');
});

test('the table has the numbers of the picture', async () => {
  await openTwin(figure);
  const cells = () => figure.getByRole('cell').elements();
  await expect.poll(cells).not.toEqual([]);
  const read = (text: string) => Number(text.replaceAll(',', ''));
  let total = 0;
  for (const row of figure.element().querySelectorAll('tbody tr')) {
    const [sides = '', count = ''] = [...row.querySelectorAll('td')].map(({ textContent }) => textContent);
    const [height = NaN, width = NaN] = sides.split(' × ').map(read);
    expect(height * width).toBe(read(count));
    total += read(count);
  }
  expect(total).toBe(50_844_008);
});

test('the reader’s own network', async () => {
  const fc6 = (notebookLayers().fc6 ?? []).map((layer) =>
    layer.type === 'dense' ? { ...layer, units: 2048 } : layer,
  );
  await runCell(tab, 'fc6', fc6);
  await expect.element(figure.getByRole('radio', { name: 'yours' })).toBeChecked();
  await expect.element(findingOf(figure)).toMatchTextContent('FC6 is 2,048 wide');
});
