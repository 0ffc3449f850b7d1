/** The site around the cells: what it loads, how it fits a phone, its theme. Where its links lead is read by tests/site. */
import { expect, test, type Page } from '@playwright/test';
import { Cell } from './cell';
import { pages } from './course';

/** Half of what Lighthouse still calls good: the stepper moves by three hundredths as it wakes. */
const largestShift = 0.05;
/** Compressed bytes of what loads before interaction, on the pages where a reader begins. */
const firstPageBudget = 150 * 1024;
const budgeted = ['/', '/setup/', '/conv1/'];

/** Compressed bytes of the bodies and headers that the page loads. */
async function transferred(page: Page, path: string): Promise<number> {
  const client = await page.context().newCDPSession(page);
  let bytes = 0;
  client.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await client.send('Network.enable');
  await page.goto(path, { waitUntil: 'networkidle' });
  return bytes;
}

/** How far what stood on the page has been moved by what came later: the sum of its layout shifts. */
async function shiftOf(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const observer = new PerformanceObserver(() => undefined);
        observer.observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => {
          const shifts = observer.takeRecords() as (PerformanceEntry & { value: number })[];
          resolve(shifts.reduce((sum, { value }) => sum + value, 0));
        });
      }),
  );
}

/** What reaches over the right edge, if the page scrolls sideways. */
async function sidewaysOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth)
      .map((element) => `${element.localName}.${element.getAttribute('class') ?? ''}`);
  });
}

for (const path of pages) {
  test(`${path} loads neither the kernel nor the editor, complains of nothing, shifts nothing and fits a phone`, async ({
    page,
  }) => {
    const requests: string[] = [];
    const complaints: string[] = [];
    let workers = 0;
    page.on('request', (request) => requests.push(request.url()));
    page.on('worker', () => (workers += 1));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`));
    const bytes = await transferred(page, path);
    expect(workers).toBe(0);
    expect(requests.filter((url) => /kernel\.worker|tfjs|tensorflow|\.wasm|editor|curve/i.test(url))).toEqual(
      [],
    );
    expect(complaints).toEqual([]);
    if (budgeted.includes(path)) expect(bytes).toBeLessThan(firstPageBudget);
    expect(await shiftOf(page)).toBeLessThan(largestShift);

    await page.setViewportSize({ width: 360, height: 740 });
    expect(await sidewaysOf(page)).toEqual([]);
  });
}

test('an unknown address gets a page that leads back', async ({ page }) => {
  const response = await page.goto('/no-such-chapter/');
  expect(response?.status()).toBe(404);
  await expect(page.locator('a[href="/"]').first()).toBeVisible();
});

test('the theme follows the system, and the reader may turn it', async ({ page }) => {
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/conv1/');
  const light = await background();
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await background();
  expect(dark).not.toBe(light);

  await page
    .getByRole('button', { name: /theme|light|dark/i })
    .first()
    .click();
  await expect.poll(background).toBe(light);
  await page.reload();
  expect(await background()).toBe(light);
  await page.locator('a[rel="next"]').press('Enter');
  await expect(page).toHaveURL(/relu-lrn-pooling/);
  expect(await background()).toBe(light);
});

test('a cell is whole on a phone, and runs there', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/conv1/');
  const cell = new Cell(page, 'conv1');
  await cell.runToEnd();
  expect(await sidewaysOf(page)).toEqual([]);
});
