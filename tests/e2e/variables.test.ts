/** The variables panel beside the page, and what cells say of tensors they lost and of names they lack. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { Cell } from './cell';
import { chooseBackend, KernelLog } from './kernel-log';

async function openVariables(page: Page): Promise<Locator> {
  const bar = page.getByRole('button', { name: /^Kernel/ });
  const button = page.locator('[data-kernel]').getByRole('button', { name: 'Variables' });
  await page.locator('astro-island:not([ssr]) [data-kernel]').waitFor();
  await bar.focus();
  await page.keyboard.press('Enter');
  await button.focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('region', { name: 'Variables' });
  await expect(panel.getByRole('heading', { name: 'Variables' })).toBeFocused();
  return panel;
}

const row = (panel: Locator, name: string): Locator => panel.locator(`[data-variable="${name}"]`);

test('by keyboard: opened before there is a kernel, filled by a run, sorted, a value looked at, closed', async ({
  page,
}) => {
  await chooseBackend(page, 'wasm');
  await page.goto('/conv1/');
  const panel = await openVariables(page);
  await expect(panel.getByRole('status')).toHaveText(/^There is no kernel yet/);

  await new Cell(page, 'conv1').runToEnd();
  await expect(row(panel, 'model')).toContainText('Sequential');
  await expect(row(panel, 'model')).toContainText('1 layer, 34,944 parameters');
  // 34,944 parameters of four bytes
  await expect(row(panel, 'model')).toContainText('139.8 KB');
  await expect(row(panel, 'tf')).toHaveCount(0);
  await expect(panel.getByRole('status')).toHaveText(/^In memory: \d+ tensors, \d/);

  const names = panel.locator('[data-variable] th');
  const alphabetical = await names.allInnerTexts();
  expect(alphabetical.length).toBeGreaterThan(1);
  await panel.getByRole('button', { name: 'Bytes' }).press('Enter');
  await expect(panel.getByRole('columnheader', { name: 'Bytes' })).toHaveAttribute('aria-sort', 'descending');
  await expect(names.first()).toContainText('model');

  const name = row(panel, 'model').getByRole('button');
  await name.press('Enter');
  await expect(name).toHaveAttribute('aria-expanded', 'true');
  await expect(panel.getByText('Total params: 34,944')).toBeVisible();

  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(page.getByRole('button', { name: /^Kernel/ })).toBeFocused();
});

test('a tensor of planes is shown in pictures with their scale, and looking leaves no tensor', async ({
  page,
}) => {
  await chooseBackend(page, 'wasm');
  const kernel = await KernelLog.of(page);
  await page.goto('/conv1/');
  const cell = new Cell(page, 'conv1');
  const source = 'const planes = tf.range(-10, 90).reshape([4, 5, 5]); 1';
  await cell.runSource(source);
  const panel = await openVariables(page);
  await row(panel, 'planes').getByRole('button').click();
  await expect(panel.locator('canvas')).toHaveCount(4);
  await expect(panel.getByRole('img', { name: 'Colour scale from −10 to 89' })).toBeVisible();
  await expect(panel.getByText('Tensor of shape [4, 5, 5], float32')).toBeVisible();
  await cell.runToEnd();
  await expect.poll(() => kernel.tensors.length).toBe(2);
  expect(kernel.tensors[1]).toBe(kernel.tensors[0]);
});

test('a cell names the tensors it lost, the panel leads to its line, and the published cell loses none', async ({
  page,
}) => {
  await chooseBackend(page, 'wasm');
  await page.goto('/conv1/');
  const cell = new Cell(page, 'conv1');
  await expect(cell.run).toBeEnabled();
  const published = await cell.source();
  const panel = await openVariables(page);
  await cell.runSource('const kept = tf.ones([4, 4]);\nfor (let i = 0; i < 3; i++) kept.add(i);\n1');
  await expect(cell.root).toContainText('3 tensors are held by no variable, model or optimiser any more');
  await expect(cell.root).toContainText('line 2: 3 × Add [4, 4] float32');
  const leaks = panel.locator('[data-leaks] li');
  await expect(leaks).toHaveText(['In [156], line 2: 3 × Add [4, 4] float32, 192 B']);
  await expect(leaks.getByRole('link')).toHaveAttribute('href', /conv1\/#cell-conv1$/);

  await cell.runSource(published);
  await expect(row(panel, 'model')).toBeVisible();
  await expect(leaks).toHaveCount(0);
});

test('a name that a cell further down declares: the error leads there', async ({ page }) => {
  await chooseBackend(page, 'wasm');
  await page.goto('/setup/');
  const cell = new Cell(page, 'imports');
  await cell.edit('model.summary()');
  await cell.run.click();
  await cell.expectState('error');
  await expect(cell.error).toContainText('Nothing that ran before this cell declares model.');
  await expect(cell.error).toContainText('In [155] declares it, below this cell.');
  await expect(cell.error.getByRole('link', { name: 'In [155]' })).toHaveAttribute('href', /#cell-model$/);
});

test('a restart empties it', async ({ page }) => {
  await chooseBackend(page, 'wasm');
  await page.goto('/conv1/');
  const panel = await openVariables(page);
  await new Cell(page, 'conv1').runToEnd();
  await expect(row(panel, 'model')).toBeVisible();
  await page.getByRole('button', { name: /^Kernel/ }).click();
  await page.getByRole('button', { name: 'Restart kernel' }).click();
  await expect(row(panel, 'model')).toHaveCount(0);
  await expect(panel.getByRole('status')).toHaveText(/^There is no kernel yet/);
});

test('on a phone it scrolls nothing sideways', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await chooseBackend(page, 'wasm');
  await page.goto('/conv1/');
  const panel = await openVariables(page);
  const name = 'aVeryLongNameForAVariableIndeed';
  await new Cell(page, 'conv1').runSource(`const ${name} = tf.ones([8, 16, 16]);\n${name}.add(1); 1`);
  await row(panel, name).getByRole('button').click();
  await expect(panel.locator('canvas')).toHaveCount(8);
  expect(await panel.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
});
