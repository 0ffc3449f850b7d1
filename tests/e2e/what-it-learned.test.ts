import { expect, test } from '@playwright/test';

test('nothing learned is fetched unasked; then the square slides over a photograph, and stops', async ({
  page,
}) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  const learned = () => fetched.filter((path) => /^\/learned\/.*\.bin$/.test(path));

  await page.goto('/what-it-learned/');
  const figure = page.getByRole('figure', { name: 'Where the network looks' });
  await figure.scrollIntoViewIfNeeded();
  const start = figure.getByRole('button', { name: 'Slide the square' });
  await expect(start).toBeVisible();
  expect(learned()).toEqual([]);

  await start.press('Enter');
  // What the published weights say to it covered in the corner is pinned in tests/content/what-it-learned.test.ts.
  await expect(figure.locator('[data-finding]')).toContainText(
    /Uncovered, “A cup and saucer” is cup at 89\.\d/,
  );
  expect(learned()).toHaveLength(9);
  const map = figure.getByRole('slider', { name: /^Map/ });
  await map.press('PageUp');
  await map.press('Home');
  await expect(map).toHaveAttribute('aria-valuetext', /^row 0, column 0: cup at 8[78]\.\d/);
  await figure.getByRole('button', { name: 'Stop' }).press('Enter');
  await expect(figure.getByRole('button', { name: 'Go on' })).toBeVisible();
});
