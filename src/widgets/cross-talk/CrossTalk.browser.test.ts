import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { focus } from '../../../tests/components/keyboard';
import { findingOf, widget } from '../../../tests/components/widget';
import CrossTalk from './CrossTalk.svelte';

test('a half that is focused lights what it reads; the switch changes who sees what, and what it costs', async () => {
  await render(CrossTalk);
  const figure = widget(/^Who sees whose channels/);
  const half = (name: string) => figure.getByRole('button', { name: new RegExp(`^${name}:`) });
  const finding = expect.element(findingOf(figure));
  await expect.element(half('conv4 on card 1')).toHaveAttribute('aria-pressed', 'true');

  await focus(half('conv3 on card 2'));
  await finding.toMatchTextContent('conv3 on card 2 has 192 kernels, each 256 deep.');
  await finding.toMatchTextContent('60,965,224 parameters');
  await expect.element(half('conv3 on card 2')).toHaveAttribute('aria-pressed', 'true');
  await expect
    .element(half('conv3 on card 2'))
    .toHaveAccessibleDescription(/^conv3 on card 2 has .* depends on both halves of conv1 and conv2\.$/);
  await expect.element(half('conv2 on card 1')).toHaveClass(/direct/);
  await expect.element(half('conv2 on card 2')).toHaveClass(/direct/);
  await expect.element(half('conv4 on card 2')).not.toHaveClass(/seen/);

  await figure.getByRole('radio', { name: 'the dense layers only' }).click();
  await finding.toMatchTextContent('each 128 deep.');
  await finding.toMatchTextContent('Down to the photograph it depends on nothing of card 1.');
  await finding.toMatchTextContent('60,522,856 parameters');
  await expect.element(half('conv2 on card 1')).not.toHaveClass(/seen/);

  await figure.getByRole('radio', { name: 'every layer' }).click();
  await half('conv5 on card 1').click();
  await finding.toMatchTextContent('It reads the 192 channels of its own card and the 192 of the other.');
  await finding.toMatchTextContent('62,378,344 parameters');
});
