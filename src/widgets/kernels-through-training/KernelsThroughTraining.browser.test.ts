import { beforeEach, expect, test } from 'vitest';
import type { Locator } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { focus, press } from '../../../tests/components/keyboard';
import { reduceMotion } from '../../../tests/components/media';
import { openTab } from '../../../tests/components/tab';
import { findingOf, openTwin, widget } from '../../../tests/components/widget';
import KernelsThroughTraining from './KernelsThroughTraining.svelte';
import { MOMENT, steps, writeMoments } from './moments';

const tab = openTab();
const kernelFile = /through-training\/conv1\.bin$/;
let figure: Locator;

/** Grey kernels that grow, but for the first, which is red. */
const moments = steps.map((_, moment) =>
  Float32Array.from({ length: MOMENT }, (_, at) => {
    const [kernel, colour] = [at % 96, Math.floor(at / 96) % 3];
    return kernel === 0 && colour > 0 ? 0 : moment + 1;
  }),
);

beforeEach(() => {
  figure = widget('The kernels of Conv1 through training');
});

async function show() {
  const deflated = new Blob([writeMoments(moments)])
    .stream()
    .pipeThrough(new CompressionStream('deflate-raw'));
  const file = await new Response(deflated).arrayBuffer();
  tab.files.set(kernelFile, () => file);
  await render(KernelsThroughTraining);
  await expect.element(figure.getByRole('slider', { name: /^The 96 kernels/ })).toBeVisible();
}

test('keys lead through the moments and to a kernel, which are told in words', async () => {
  await show();
  const finding = expect.element(findingOf(figure));
  await finding.toMatchTextContent(
    'After 12,556 updates 95 of the 96 kernels are nearly grey and 1 are mostly colour',
  );
  await finding.toMatchTextContent('At update 11,617 the network named 81.7 %');
  await focus(figure.getByRole('slider', { name: 'Moment' }));
  await press('Home');
  await finding.toMatchTextContent('After 0 updates');
  await finding.toMatchTextContent('was first counted at update 239.');
  const kernels = figure.getByRole('slider', { name: /^The 96 kernels/ });
  await expect.element(kernels).toHaveAttribute('aria-valuetext', 'kernel 0: 67\u00a0% colour');
  await focus(kernels);
  await press('ArrowRight', 'ArrowDown');
  await expect.element(kernels).toHaveAttribute('aria-valuetext', 'kernel 13: 0\u00a0% colour');
  await openTwin(figure);
  await expect.element(figure.getByRole('columnheader', { name: 'Colour of kernel 13' })).toBeVisible();
});

test('plays from the start to the end; without motion a press is a moment', async () => {
  await show();
  await focus(figure.getByRole('button', { name: 'Play' }));
  await press('Enter');
  await expect.element(findingOf(figure)).toMatchTextContent('After 3 updates');
  await press('Enter');
  await expect.element(figure.getByRole('button', { name: 'Play' })).toBeVisible();
  await reduceMotion();
  await focus(figure.getByRole('slider', { name: 'Moment' }));
  await press('Home');
  await focus(figure.getByRole('button', { name: 'Next moment' }));
  await press('Enter');
  await expect.element(findingOf(figure)).toMatchTextContent('After 1 update ');
});

test('says so if the kernels do not come', async () => {
  tab.files.set(kernelFile, () => Promise.reject(new TypeError('Failed to fetch')));
  await render(KernelsThroughTraining);
  await expect.element(figure.getByRole('status')).toMatchTextContent('The kernels could not be fetched.');
});
