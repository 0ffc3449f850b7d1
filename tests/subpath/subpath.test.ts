import { expect, test } from '@playwright/test';
import { Cell } from '../e2e/cell';
import { address } from './playwright.config';

test('a visit below the root of a host stays there: links, photographs, a cell, the stepper, the search', async ({
  page,
}) => {
  const { origin, pathname } = new URL(address);
  const outside: string[] = [];
  const failed: string[] = [];
  page.on('request', (request) => {
    if (request.url().startsWith(origin) && !request.url().startsWith(address)) outside.push(request.url());
  });
  page.on('response', (response) => {
    if (response.status() >= 400) failed.push(response.url());
  });

  await page.goto('');
  await expect(page.locator('[data-first-look] img').first()).toHaveJSProperty('complete', true);
  await page.goto('conv1/');
  const cell = new Cell(page, 'conv1');
  // The kernel's script, WebAssembly, the wall's frame and the photograph are all fetched for it.
  await cell.runToEnd();
  await expect(cell.root.locator('[data-output="model"] canvas').first()).toBeVisible();

  await page.keyboard.press('/');
  const dialog = page.getByRole('dialog', { name: 'Search the course' });
  await dialog.getByRole('textbox').fill('cross-correlation');
  await dialog.locator('ol ul a').filter({ hasText: 'Turning the kernels round' }).first().click();
  await expect(page).toHaveURL(new RegExp(`${pathname}whole-network/#`));
  await page.goto('summary/#layer=Conv1');
  await expect(page.getByRole('heading', { name: /Conv1/ }).first()).toBeVisible();
  expect({ outside, failed }).toEqual({ outside: [], failed: [] });
});

test('an address that leads nowhere has the site’s own page, which leads back', async ({ page }) => {
  const response = await page.goto('no-such-page/');
  expect(response?.status()).toBe(404);
  await page.getByRole('link', { name: 'here' }).click();
  await expect(page).toHaveURL(address);
});

test('search engines are told whole addresses', async ({ request, page }) => {
  const robots = await (await request.get('robots.txt')).text();
  expect(robots).toContain(`Sitemap: ${address}sitemap.xml`);
  const sitemap = await (await request.get('sitemap.xml')).text();
  const addresses = [...sitemap.matchAll(/<loc>([^<]+)</g)].map(([, each]) => each);
  expect(addresses).toContain(`${address}conv1/`);
  for (const each of addresses) expect((await request.get(each ?? '')).status()).toBe(200);
  await page.goto('conv1/');
  await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', `${address}conv1/`);
});
