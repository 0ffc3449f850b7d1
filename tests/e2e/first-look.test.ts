/** The landing page's first minute: a photograph goes in, the tower lights, five answers come out. */
import { expect, test } from '@playwright/test';

test('the network answers what a photograph shows, one of the course’s and one from a file', async ({
  page,
}) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  const built = await (await page.request.get('/')).text();
  expect(built.match(/data-answer=/g)).toHaveLength(5);

  await page.goto('/');
  const answers = page.locator('[data-answer]');
  await expect(answers.first()).toHaveAttribute('data-answer', 'panda');
  await page.getByRole('button', { name: 'Choose a photograph' }).click();
  const pyramid = page.getByRole('radio', { name: 'The Great Pyramid of Giza' });
  await expect(pyramid).toBeVisible();
  expect(fetched.filter((address) => /\/learned\/|kernel\.worker|tfjs|\.wasm/.test(address))).toEqual([]);
  await pyramid.check();
  await expect(answers.first()).toHaveAttribute('data-answer', 'pyramid');
  await expect(answers).toHaveCount(5);
  const shares = await answers.evaluateAll((each) =>
    each.map((answer) => Number(answer.getAttribute('data-probability'))),
  );
  expect(shares[0]).toBeGreaterThan(0.95);
  expect(shares).toEqual(shares.toSorted((one, other) => other - one));
  await expect(page.locator('[data-layer]:not([data-lit])')).toHaveCount(0);
  await expect(page.getByText(/^The Great Pyramid of Giza: the network answers pyramid/)).toBeAttached();

  await page.locator('input[type=file]').setInputFiles('public/photos/windmill.jpg');
  await expect(answers.first()).toHaveAttribute('data-answer', 'schooner');
  await expect(page.getByText(/^Your picture: the network answers schooner/)).toBeAttached();
});

test('a volume says what it is, under the mouse, by keys and at a tap, and nothing moves', async ({
  page,
  browser,
  baseURL,
}) => {
  await page.goto('/');
  const figure = page.locator('[data-first-look]');
  const volume = (layer: string) => figure.locator(`[data-layer="${layer}"]`);
  const words = figure.locator('.words');
  const height = async () => (await figure.boundingBox())?.height;
  const before = await height();
  await volume('Conv1').hover();
  await expect(words).toContainText('Convolution, 11 × 11, stride 4');
  await expect(words).toContainText('96 × 55 × 55');
  const enlarged = figure.getByRole('img', { name: 'Of Conv1: one of its 96 channels' });
  expect(await enlarged.getAttribute('src')).toBe(
    await volume('Conv1').locator('image.only-light').getAttribute('href'),
  );
  await volume('Conv1').focus();
  for (const layer of await page
    .locator('a[data-layer]')
    .evaluateAll((all) => all.slice(2).map((each) => each.dataset.layer ?? ''))) {
    await page.keyboard.press('ArrowRight');
    await expect(volume(layer)).toBeFocused();
    expect(await height()).toBe(before);
  }
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/summary\/#layer=Conv1$/);

  const phone = await browser.newContext({
    ...(baseURL !== undefined && { baseURL }),
    hasTouch: true,
    viewport: { width: 390, height: 844 },
  });
  const touched = await phone.newPage();
  await touched.goto('/');
  const second = touched.locator('[data-layer="Conv2"]');
  await second.tap();
  await expect(touched.locator('.words')).toContainText('Conv2');
  await expect(touched).toHaveURL(/\/$/);
  await touched.getByRole('button', { name: 'The next layer' }).tap();
  await expect(touched.locator('.words')).toContainText('ReLU');
  await second.tap();
  await second.tap();
  await expect(touched).toHaveURL(/\/summary\/#layer=Conv2$/);
  await phone.close();
});
