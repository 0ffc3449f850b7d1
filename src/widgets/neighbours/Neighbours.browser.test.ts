import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { focus, press } from '../../../tests/components/keyboard';
import { seenByNumber } from '../../../tests/components/seen';
import { openTab } from '../../../tests/components/tab';
import { findingOf, openTwin, widget } from '../../../tests/components/widget';
import { photographs } from '../../client/photograph/photographs';
import Neighbours from './Neighbours.svelte';

const tab = openTab();
tab.kernel.insights = { seePicture: seenByNumber };

test('looking is stopped and goes on; then every photograph has its neighbours', async () => {
  await render(Neighbours);
  const figure = widget('Nearest pictures in FC7 and in pixels');
  await focus(figure.getByRole('button', { name: /^Show the 30/ }));
  await press('Enter');
  await press('Enter');
  await focus(figure.getByRole('button', { name: /^(Show|Go on)/ }));
  await press('Enter');
  await expect.element(figure.getByRole('button')).not.toBeInTheDocument();
  await figure.getByRole('combobox').selectOptions('Two perch');
  const fish = photographs.findIndex(({ id }) => id === 'fish');
  const beside = photographs[fish - 1]?.title ?? '';
  await expect.element(findingOf(figure)).toMatchTextContent(`in the 1 outputs of FC7, “${beside}”`);
  await openTwin(figure);
  await expect.element(figure.getByRole('row', { name: new RegExp(`^1 ${beside} 1 `) })).toBeVisible();
  expect(figure.getByRole('row').elements()).toHaveLength(30);
});
