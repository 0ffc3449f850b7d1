/** Lighthouse's mobile audit: at least 95 in each category, on the landing page and on a chapter. */
import { createServer } from 'node:net';
import { chromium, expect, test } from '@playwright/test';
import lighthouse from 'lighthouse';
import { median } from './page-tasks';

const least = 95;
const categories = ['performance', 'accessibility', 'best-practices', 'seo'];

/** A port that nothing listens on. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, 'localhost', () => {
      const address = server.address();
      server.close(() =>
        address !== null && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('The probe for a free port got none.')),
      );
    });
  });
}

for (const path of ['/', '/conv1/']) {
  test(`${path} scores at least ${least} in every category`, async ({ baseURL, launchOptions }) => {
    const port = await freePort();
    const browser = await chromium.launch({
      ...launchOptions,
      args: [...(launchOptions.args ?? []), `--remote-debugging-port=${port}`],
    });
    try {
      const runs: Record<string, number>[] = [];
      let lost: string[] = [];
      for (let run = 0; run < 3; run++) {
        const result = await lighthouse(`${baseURL}${path}`, {
          port,
          output: 'json',
          logLevel: 'error',
          onlyCategories: categories,
        });
        const { audits = {}, categories: scored = {} } = result?.lhr ?? {};
        lost = Object.values(audits)
          .filter(
            ({ score, scoreDisplayMode }) =>
              score !== null && score < 0.9 && scoreDisplayMode !== 'informative',
          )
          .map(({ id, displayValue = '' }) => `${id} ${displayValue}`.trim());
        runs.push(
          Object.fromEntries(categories.map((name) => [name, Math.round((scored[name]?.score ?? 0) * 100)])),
        );
      }
      // One run varies with the machine: Lighthouse's own advice is the median of several.
      for (const category of categories) {
        const score = median(runs.map((run) => run[category] ?? 0));
        expect.soft(score, `${category}; lost at: ${lost.join(', ')}`).toBeGreaterThanOrEqual(least);
      }
    } finally {
      await browser.close();
    }
  });
}
