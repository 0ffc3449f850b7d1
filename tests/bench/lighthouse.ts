import { chromium } from 'playwright';
import lighthouse from 'lighthouse';
import { freePort } from '../run/part.ts';
import { median } from './page-tasks.ts';

/** One run varies with the machine: Lighthouse's own advice is the median of several. */
const runs = 3;

/** Lighthouse's score of a page for performance on a phone, of 100; `blocked` are addresses it is not given. */
export async function performanceScore(
  address: string,
  launch: Parameters<typeof chromium.launch>[0],
  blocked: readonly string[] = [],
): Promise<number> {
  const port = await freePort();
  const browser = await chromium.launch({
    ...launch,
    args: [...(launch?.args ?? []), `--remote-debugging-port=${port}`],
  });
  try {
    const scores: number[] = [];
    for (let run = 0; run < runs; run++) {
      const result = await lighthouse(address, {
        port,
        logLevel: 'error',
        onlyCategories: ['performance'],
        blockedUrlPatterns: [...blocked],
      });
      scores.push(100 * (result?.lhr.categories['performance']?.score ?? NaN));
    }
    return median(scores);
  } finally {
    await browser.close();
  }
}
