/** The course as reading matter: every page without script. */
import { expect, test } from '@playwright/test';
import type { Cell } from '../../src/notebook/cell';
import { addedPages, chapters, pages, recordedCells } from './course';

test.use({ javaScriptEnabled: false });

/** What answers only to script: to be seen is to be dead. What opens a popover works without. */
const deadControls =
  'button:not([popovertarget]), input, select, textarea, [role="button"], [role="slider"], [role="textbox"], [contenteditable="true"]';

for (const path of pages) {
  test(`${path} has its text and pictures, and no dead control`, async ({ page }) => {
    await page.goto(path, { waitUntil: 'networkidle' });
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    // A chapter that someone adds may be short.
    const least = addedPages.includes(path) ? 10 : 100;
    expect((await page.locator('main').innerText()).split(/\s+/).length).toBeGreaterThan(least);
    expect(await page.locator(deadControls).filter({ visible: true }).count()).toBe(0);
    const pictures = page.locator('main img').filter({ visible: true });
    expect(
      await pictures.evaluateAll((images) =>
        images
          .filter((image) => (image as HTMLImageElement).naturalWidth === 0)
          .map((image) => image.outerHTML),
      ),
    ).toEqual([]);
    // A place that waits for script would be a hole in the page.
    const holes = await page.locator('main').evaluate((main) =>
      [...main.querySelectorAll('*')]
        .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height > 200)
        .filter(
          (element) =>
            element.textContent.trim() === '' &&
            !element.querySelector('svg, img') &&
            !element.closest('svg'),
        )
        .filter((element) => element.localName !== 'img')
        .map((element) => element.outerHTML.slice(0, 80)),
    );
    expect(holes).toEqual([]);
  });
}

for (const slug of chapters) {
  test(`${slug} shows its formulas, the code of its cells and what they gave`, async ({ page, request }) => {
    const all = (await (await request.get('/cells.json')).json()) as Cell[];
    const cells = all.filter(({ chapter, role }) => chapter === slug && role === 'course');
    expect(cells.length).toBeGreaterThan(0);
    await page.goto(`/${slug}/`);
    for (const { id, source } of cells) {
      const code = page.locator(`[data-cell="${id}"] [data-code]`);
      await expect(code).toBeVisible();
      expect((await code.innerText()).trim()).toBe(source.trim());
    }
    const formulas = page.locator('article .katex');
    for (const formula of await formulas.all()) await expect(formula).toBeVisible();
    for (const { id, summary } of recordedCells.filter((cell) => cell.page === `/${slug}/`)) {
      const text = page.locator(`[data-cell="${id}"] [data-output="text"]`);
      await expect(text.first()).toBeVisible();
      expect((await text.allTextContents()).join('')).toBe(summary);
    }
  });
}

test('the layers of a chapter have their pictures from the build', async ({ page }) => {
  await page.goto('/conv1/', { waitUntil: 'networkidle' });
  await expect(page.locator('[data-cell="conv1"] [data-output="model"] img')).toBeVisible();
});

test('the summary is a whole table', async ({ page }) => {
  await page.goto('/summary/');
  const lines = page.locator('[data-summary] [data-line]');
  const whole = recordedCells.find(({ id }) => id === 'summary')?.summary ?? '';
  const printed = whole.split('\n').filter((line) => /\S/.test(line) && !/^[_=]+$/.test(line));
  const shown = (await lines.allTextContents()).filter((line) => /\S/.test(line) && !/^[_=]+$/.test(line));
  expect(shown.map((line) => line.trimEnd())).toEqual(printed.map((line) => line.trimEnd()));
  await expect(lines.last()).toBeVisible();
});

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
