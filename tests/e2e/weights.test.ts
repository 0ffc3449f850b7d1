/** The switch between the network's own weights and the learned ones, in the built site. */
import { expect, test } from '@playwright/test';
import { Cell } from './cell';

test('pictures show the learned weights, kept from page to page; the reader’s network stays as it is', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('/conv1/');
  const html = page.locator('html');
  await expect(html).toHaveAttribute('data-weights', 'random');
  const conv1 = new Cell(page, 'conv1');
  const weights = conv1.root.getByLabel('Weights:');
  const caption = conv1.root.locator('figcaption').last();
  await expect(conv1.run).toBeEnabled();
  expect(asked.filter((path) => path.includes('learned'))).toEqual([]);

  await weights.selectOption('learned');
  await expect(html).toHaveAttribute('data-weights', 'learned');
  await expect(caption).toContainText('Weights: learned from photographs.');
  await expect(conv1.root.locator('canvas')).toHaveCount(8);
  // Of the nine files, this page needs the first layer's alone.
  expect(asked.filter((path) => /\/learned\/.*\.bin$/.test(path))).toHaveLength(1);
  await expect(conv1.root).toHaveAttribute('data-state', 'published');

  const source = await conv1.source();
  await conv1.runSource(`${source}\nmodel.layers[0].getWeights()[0].abs().mean();`);
  const printed = await conv1.root.innerText();
  await conv1.runSource(source.replace('filters: 96', 'filters: 48'));
  await expect(caption).toContainText(
    'Conv1 has a kernel of 11 × 11 × 3 × 48 here, and one of 11 × 11 × 3 × 96 in the trained network.',
  );
  await weights.selectOption('random');
  await expect(conv1.root.locator('canvas')).toHaveCount(8);
  await expect(caption).not.toContainText('learned');
  await conv1.runSource(`${source}\nmodel.layers[0].getWeights()[0].abs().mean();`);
  const mean = /Tensor[\s\S]*?0\.\d+/;
  expect(mean.exec(await conv1.root.innerText())?.[0]).toBe(mean.exec(printed)?.[0]);

  await weights.selectOption('learned');
  await page.goto('/summary/#layer=Conv2&unit=3,5,5');
  await expect(html).toHaveAttribute('data-weights', 'learned');
  await expect(page.locator('[data-trace]')).toContainText('They agree');
  await expect(page.locator('[data-stepper]')).toContainText('What was learned ends before activation_85.');
});
