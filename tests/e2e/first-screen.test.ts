/** In every chapter there is something to touch within a screen and a half. */
import { expect, test } from '@playwright/test';
import { chapters } from './course';

test('every chapter has something to touch within a screen and a half', async ({ page }) => {
  // What a page is laid out as before its scripts come is enough.
  await page.route(/\.js$/, (route) => route.abort());
  for (const slug of chapters) {
    await page.goto(`/${slug}/`, { waitUntil: 'domcontentloaded' });
    for (const viewport of [
      { width: 1440, height: 900 },
      { width: 390, height: 844 },
    ]) {
      await page.setViewportSize(viewport);
      const tops = await page
        .locator('main')
        .locator('[data-cell], .widget, [data-teach]')
        .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top + scrollY));
      expect.soft(Math.min(...tops), `/${slug}/ at ${viewport.width}`).toBeLessThan(1.5 * viewport.height);
    }
  }
});
