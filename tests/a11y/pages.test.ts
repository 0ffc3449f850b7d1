/** Every page, in both themes, on a phone and on a desktop, without one finding of axe. */
import { expect, test, type Page } from '@playwright/test';
import { pages } from '../e2e/course';
import { violationsOf } from './axe';
import { devices } from './devices';

/** Brings into view what wakes only there: widgets, the questions at the end and the stepper. */
async function wake(page: Page): Promise<void> {
  for (const widget of await page.locator('figure.widget').all()) {
    await widget.scrollIntoViewIfNeeded();
    await expect(widget.locator('details').last()).toBeVisible();
  }
  const questions = page.getByRole('region', { name: 'Six questions' });
  if ((await questions.count()) > 0) {
    await questions.scrollIntoViewIfNeeded();
    await expect(questions.getByRole('button', { name: 'Ask me others' })).toBeVisible();
  }
  const stepper = page.locator('[data-stepper]');
  if ((await stepper.count()) === 0) return;
  await stepper.scrollIntoViewIfNeeded();
  await expect(stepper.getByRole('grid').first()).toBeVisible();
  await page.waitForLoadState('networkidle');
}

for (const [name, device] of Object.entries(devices)) {
  test.describe(name, () => {
    test.use(device);
    for (const path of pages) {
      test(`${path} has no violations`, async ({ page }) => {
        await page.goto(path, { waitUntil: 'networkidle' });
        await wake(page);
        expect(await violationsOf(page)).toEqual([]);
      });
    }
  });
}
