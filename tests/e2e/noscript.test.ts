/** The course as reading matter: every page without script. What stands on it is read by tests/site. */
import { expect, test } from '@playwright/test';
import { addedPages, pages } from './course';

test.use({ javaScriptEnabled: false });

/** What answers only to script: to be seen is to be dead. What opens a popover works without. */
const deadControls =
  'button:not([popovertarget]), input, select, textarea, [role="button"], [role="slider"], [role="textbox"], [contenteditable="true"]';
/**
 * Formulas, the code of cells, what they gave, and the lines of the summary. Exercises have hints that are closed. Of pictures
 * that are there for each theme and each choice of scales, one is shown.
 */
const readingMatter =
  'article .katex, [data-cell] [data-code], [data-output="text"], [data-output="model"] img:not(.only-dark, .only-own), [data-line]';

for (const path of pages) {
  test(`${path} shows its text and pictures, and no dead control`, async ({ page }) => {
    await page.goto(path, { waitUntil: 'networkidle' });
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const main = page.locator('main');
    // A chapter that someone adds may be short.
    const least = addedPages.includes(path) ? 10 : 100;
    expect((await main.innerText()).split(/\s+/).length).toBeGreaterThan(least);
    expect(await page.locator(deadControls).filter({ visible: true }).count()).toBe(0);
    const hidden = await main
      .locator(readingMatter)
      .evaluateAll((elements) =>
        elements
          .filter((element) => !element.closest('details') && !element.checkVisibility())
          .map((element) => element.outerHTML.slice(0, 80)),
      );
    expect(hidden).toEqual([]);
    const pictures = page.locator('main img').filter({ visible: true });
    expect(
      await pictures.evaluateAll((images) =>
        images
          .filter((image) => (image as HTMLImageElement).naturalWidth === 0)
          .map((image) => image.outerHTML),
      ),
    ).toEqual([]);
    // A place that waits for script would be a hole in the page.
    const holes = await main.evaluate((element) =>
      [...element.querySelectorAll('*')]
        .filter((within) => within.checkVisibility() && within.getBoundingClientRect().height > 200)
        .filter(
          (within) =>
            within.textContent.trim() === '' && !within.querySelector('svg, img') && !within.closest('svg'),
        )
        .filter((within) => within.localName !== 'img')
        .map((within) => within.outerHTML.slice(0, 80)),
    );
    expect(holes).toEqual([]);
  });
}

test('the contents open and lead to a chapter', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: /^Contents/ }).click();
  await page.locator('#contents').getByRole('link', { name: 'The third convolution' }).click();
  await expect(page).toHaveURL(/\/conv3\/$/);
});

test('the search leads to a page of all headings and cells', async ({ page }) => {
  await page.goto('/conv1/');
  await page.getByRole('link', { name: 'Search' }).click();
  await expect(page).toHaveURL(/\/search\/$/);
  await expect(page.getByText('The search needs JavaScript.')).toBeVisible();
  await page.getByRole('link', { name: 'In [166] summary' }).click();
  await expect(page.locator('[data-cell="summary"]')).toBeInViewport();
});
