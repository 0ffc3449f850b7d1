/** Every page, in both themes, on a phone and on a desktop, without one finding of axe. */
import { expect, test, type Page } from '@playwright/test';
import { violationsOf } from '../e2e/axe';
import { Cell } from '../e2e/cell';
import { pages } from '../e2e/course';

const viewports = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };

/** Brings into view what wakes only there: widgets and the stepper. */
async function wake(page: Page): Promise<void> {
  for (const widget of await page.locator('figure.widget').all()) {
    await widget.scrollIntoViewIfNeeded();
    await expect(widget.locator('details').last()).toBeVisible();
  }
  const stepper = page.locator('[data-stepper]');
  if ((await stepper.count()) === 0) return;
  await stepper.scrollIntoViewIfNeeded();
  await expect(stepper.getByRole('grid').first()).toBeVisible();
  await page.waitForLoadState('networkidle');
}

for (const [device, viewport] of Object.entries(viewports)) {
  test.describe(device, () => {
    test.use({ viewport, reducedMotion: 'reduce' });
    for (const path of pages) {
      test(`${path} has no violations`, async ({ page }) => {
        await page.goto(path, { waitUntil: 'networkidle' });
        await wake(page);
        expect(await violationsOf(page)).toEqual([]);
      });
    }

    test('a cell that ran, one in error, its editor and its menus have no violations', async ({ page }) => {
      await page.goto('/conv3/');
      const conv3 = new Cell(page, 'conv3');
      const pad3 = new Cell(page, 'pad3');
      await conv3.runToEnd();
      await pad3.edit("console.warn('careful');\nthrow new Error('no');");
      await pad3.run.click();
      await pad3.expectState('error');
      await conv3.root.getByRole('button', { name: /^More/ }).click();
      await page.getByRole('button', { name: /^Kernel/ }).click();
      expect(await violationsOf(page)).toEqual([]);
    });

    test('the stepper with a number traced in layers of every kind has no violations', async ({ page }) => {
      // The network is built, and axe looks eight times.
      test.setTimeout(180_000);
      await page.goto('/summary/#layer=Conv2&unit=3,5,5');
      const stepper = page.locator('[data-stepper]');
      await stepper.getByRole('button', { name: 'Build the network' }).click();
      await expect(stepper.getByText('Recomputed')).toBeVisible({ timeout: 120_000 });
      for (const address of ['LRN1&unit=3,5,5', 'MaxPool&unit=3,5,5', 'FC6&unit=7', 'activation_85&unit=7']) {
        await page.evaluate((hash) => (location.hash = hash), `#layer=${address}`);
        await expect(stepper.getByRole('heading', { level: 3 }).first()).toHaveText(
          address.split('&')[0] ?? '',
        );
        await expect(stepper.getByText('Recomputed')).toBeVisible();
        expect(await violationsOf(page)).toEqual([]);
      }
    });
  });
}
