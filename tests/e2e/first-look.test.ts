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
