/** Every page, in both themes, on a phone and on a desktop, without one finding of axe. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { Cell } from '../e2e/cell';
import { pages } from '../e2e/course';

const viewports = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [device, viewport] of Object.entries(viewports)) {
    test.describe(`${colorScheme}, ${device}`, () => {
      test.use({ colorScheme, viewport, reducedMotion: 'reduce' });
      for (const path of pages) {
        test(`${path} has no violations`, async ({ page }) => {
          await page.goto(path, { waitUntil: 'networkidle' });
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(
            violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' | ')}`),
          ).toEqual([]);
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
        await page.locator('[data-kernel] summary').click();
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' | ')}`),
        ).toEqual([]);
      });
    });
  }
}
