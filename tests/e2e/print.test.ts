/** The course on paper: cells and figures as they stand, nothing that could be pressed, nothing cut. */
import { expect, test, type Page } from '@playwright/test';
import { Cell } from './cell';

/** A4 less the margins of styles/print.css, in CSS pixels. */
const sheet = { width: Math.round(((210 - 2 * 18) / 25.4) * 96), height: 1000 };

async function toPaper(page: Page): Promise<void> {
  await page.setViewportSize(sheet);
  await page.emulateMedia({ media: 'print' });
}

/** What would print but is of no use on paper. */
const idle = (page: Page) =>
  page
    .locator(
      'button, summary, dialog, [role="toolbar"], input[type="range"], .page-header, .page-footer, .skip, .rail-place, .chapter-turn, .stepper-place, .picker',
    )
    .filter({ visible: true })
    .evaluateAll((elements) => elements.map((element) => element.outerHTML.slice(0, 80)));

/** What reaches over the sheet's edge, or is cut by a frame that would scroll. */
const cut = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main *:not(.katex *, svg *, .visually-hidden)')]
      .filter((element) => element.checkVisibility() && !element.closest('.visually-hidden'))
      .filter((element) => {
        const over = element.getBoundingClientRect().right > document.documentElement.clientWidth + 1;
        const scrolls = getComputedStyle(element).overflowX !== 'visible' && element.clientWidth > 1;
        const lower = getComputedStyle(element).overflowY !== 'visible' && element.clientHeight > 1;
        return (
          over ||
          (scrolls && element.scrollWidth > element.clientWidth + 1) ||
          (lower && element.scrollHeight > element.clientHeight + 1)
        );
      })
      .map((element) => element.outerHTML.slice(0, 100)),
  );

test('an edited cell prints in full with what it gave, without its controls', async ({ page }) => {
  await page.goto('/conv1/');
  const cell = new Cell(page, 'conv1');
  const long = `// ${'a comment longer than the sheet is wide '.repeat(4)}`;
  const source = (await cell.source()).replace('strides: 4', 'strides: 2');
  const steps = Array.from({ length: 80 }, (_, index) => `const step${index} = ${index};`).join('\n');
  await cell.runSource(`${source}\n${long}\n${steps}\nconsole.log('the end');`);
  await toPaper(page);
  const lines = cell.root.locator('.cm-line');
  await expect(lines.last()).toBeVisible();
  // (227 − 11) / 2 + 1
  expect(await cell.printed()).toContain('(None, 96, 109, 109)');
  await expect(cell.text.last()).toBeVisible();
  await expect(cell.root.locator('[data-output="model"]')).toBeVisible();
  expect(await idle(page)).toEqual([]);
  expect(await cut(page)).toEqual([]);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
});

for (const path of [
  '/relu-lrn-pooling/',
  '/fc6-fc7/',
  '/train/',
  '/summary/',
  '/',
  '/about/',
  '/photographs/',
  '/learned/',
  '/errata/',
  '/typescript/',
  '/family/',
  '/speed/',
]) {
  test(`${path} prints whole, without controls, dark on white`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(path, { waitUntil: 'networkidle' });
    await toPaper(page);
    expect(await idle(page)).toEqual([]);
    expect(await cut(page)).toEqual([]);
    const colours = await page.evaluate(() => {
      const { backgroundColor, color } = getComputedStyle(document.body);
      return [backgroundColor, color];
    });
    expect(colours[0]).toBe('rgb(255, 255, 255)');
    expect(Math.max(...(colours[1]?.match(/\d+/g) ?? ['255']).map(Number))).toBeLessThan(64);
  });
}

test('notes stand in the margin, and a link out of the course says where it leads', async ({ page }) => {
  await page.goto('/conv1/');
  await toPaper(page);
  const text = await page.locator('article > p').first().boundingBox();
  for (const note of await page.locator('.sidenote').all()) {
    await expect(note).toBeVisible();
    const box = await note.boundingBox();
    expect(box?.x).toBeGreaterThan((text?.x ?? 0) + (text?.width ?? 0));
  }
  const link = page.locator('article a[href^="http"]').first();
  const href = await link.getAttribute('href');
  const after = await link.evaluate((element) => getComputedStyle(element, '::after').content);
  expect(after.replaceAll('"', '').replaceAll(' ', '')).toBe(`(${href})`);
});

test('the summary prints as its table', async ({ page }) => {
  await page.goto('/summary/', { waitUntil: 'networkidle' });
  await toPaper(page);
  const rows = page.locator('[data-summary] [role="row"]');
  await expect(rows).toHaveCount(30);
  for (const row of await rows.all()) await expect(row).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Conv1' })).toBeHidden();
});

test('“Print this chapter” wakes every figure first', async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', '');
  });
  await page.goto('/conv1/', { waitUntil: 'networkidle' });
  const asleep = page.locator('article astro-island[client="visible"][ssr]');
  expect(await asleep.count()).toBeGreaterThan(0);
  await page.getByRole('button', { name: /^Contents/ }).click();
  await page.getByRole('button', { name: 'Print this chapter' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-printed');
  await expect(asleep).toHaveCount(0);
  await expect(page.locator('[data-waking]')).toHaveCount(0);
  await toPaper(page);
  for (const figure of await page.locator('figure.widget').all()) {
    await expect(figure.locator('.picture')).toBeVisible();
  }
  expect(await idle(page)).toEqual([]);
  expect(await cut(page)).toEqual([]);
});
