/** The site around the cells: what it loads, where its links lead, how it fits a phone. */
import { expect, test, type Page } from '@playwright/test';
import { Cell } from './cell';
import { chapters, pages } from './course';

const firstPageBudget = 150 * 1024;

/** Compressed bytes of the bodies and headers that the page loads. */
async function transferred(page: Page, path: string): Promise<number> {
  const client = await page.context().newCDPSession(page);
  let bytes = 0;
  client.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await client.send('Network.enable');
  await page.goto(path, { waitUntil: 'networkidle' });
  return bytes;
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

for (const path of ['/', '/setup/', '/conv1/']) {
  test(`${path} transfers less than 150 KB before interaction`, async ({ page }) => {
    expect(await transferred(page, path)).toBeLessThan(firstPageBudget);
  });
}

for (const path of pages) {
  test(`${path} loads neither the kernel nor the editor, and says nothing on the console`, async ({
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
    await page.goto(path, { waitUntil: 'networkidle' });
    expect(workers).toBe(0);
    expect(requests.filter((url) => /kernel\.worker|tfjs|tensorflow|\.wasm|editor|curve/i.test(url))).toEqual(
      [],
    );
    expect(complaints).toEqual([]);
  });

  test(`${path} does not scroll sideways on a phone`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(path);
    expect(await sidewaysOf(page)).toEqual([]);
  });
}

test('every link within the site leads somewhere', async ({ page, request }) => {
  const links = new Map<string, string>();
  const targets = new Map<string, Set<string>>();
  for (const path of pages) {
    await page.goto(path);
    const { hrefs, ids } = await page.evaluate(() => ({
      hrefs: [...document.querySelectorAll<HTMLAnchorElement>('a[href]')].map((link) => link.href),
      // A layer's row in the stepper is the target of its fragment.
      ids: [
        ...[...document.querySelectorAll('[id]')].map((element) => element.id),
        ...[...document.querySelectorAll('[role="grid"] [role="row"]')].map(
          (row) => `layer=${row.textContent.split(' ')[0]}`,
        ),
      ],
    }));
    targets.set(path, new Set(ids));
    const { origin } = new URL(page.url());
    for (const href of hrefs) if (href.startsWith(origin)) links.set(href, path);
  }
  const broken: string[] = [];
  for (const [href, from] of links) {
    const { pathname, hash } = new URL(href);
    const known = targets.get(pathname);
    const found = known ?? (await request.get(pathname)).ok();
    const anchored = hash === '' || known?.has(decodeURIComponent(hash.slice(1)));
    if (!found || !anchored) broken.push(`${href} on ${from}`);
  }
  expect(broken).toEqual([]);
});

test('previous and next lead through the chapters in order', async ({ page }) => {
  await page.goto(`/${chapters[0]}/`);
  for (const slug of chapters.slice(1)) {
    await page.locator('a[rel="next"]').press('Enter');
    await expect(page).toHaveURL(new RegExp(`/${slug}/$`));
  }
  for (const slug of chapters.slice(0, -1).toReversed()) {
    await page.locator('a[rel="prev"]').press('Enter');
    await expect(page).toHaveURL(new RegExp(`/${slug}/$`));
  }
});

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
