/**
 * How the built site answers its reader: each time beside that of a task which no change to the course changes,
 * measured in the same launch of Chromium; and Lighthouse's score beside that of the same page without script.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chromium, type Browser, type Page } from 'playwright';
import { freePort } from '../run/part.ts';
import { performanceScore } from './lighthouse.ts';
import { referenceTask, stepperWalk, training, typing, underAttack } from './page-measures.ts';
import { percentile95 } from './page-tasks.ts';
import { rerunCells, reruns } from './reruns.ts';
import { chromiumArguments } from '../support/chromium.ts';

const { CHROMIUM_PATH: executablePath } = process.env;
const launch = {
  ...(executablePath ? { executablePath } : {}),
  args: chromiumArguments,
};

/** Measures in a page that has seen nothing before. */
async function inPage<Result>(browser: Browser, measure: (page: Page) => Promise<Result>): Promise<Result> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(300_000);
    return await measure(page);
  } finally {
    await context.close();
  }
}

/** Measures, and prints a table. */
export async function measurePages(): Promise<void> {
  const port = await freePort();
  const server = spawn(process.execPath, ['src/setup/serve.mjs', String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(server.stdout, 'data');
  const site = `http://localhost:${port}`;

  const lines: (readonly [title: string, measured: string, baseline: string, ratio: number])[] = [];
  const milliseconds = (value: number) => `${value.toFixed(1)} ms`;

  try {
    const browser = await chromium.launch(launch);
    const reference = await inPage(browser, (page) => referenceTask(browser, page));
    const record = (title: string, value: number) =>
      void lines.push([title, milliseconds(value), milliseconds(reference), value / reference]);
    record(
      'walking the stepper, its longest task',
      await inPage(browser, (page) => stepperWalk(browser, page, site)),
    );
    const { task, completion } = await inPage(browser, (page) => typing(browser, page, site));
    record('typing a hundred characters, the longest task', task);
    record('completion of tf.layers., by the clock', completion);
    record(
      'the last cell trains, the longest task of the page',
      await inPage(browser, (page) => training(browser, page, site)),
    );
    record(
      'cells do what they must not, the longest task of the page',
      await inPage(browser, (page) => underAttack(browser, page, site)),
    );
    for (const [chapter, id] of rerunCells)
      record(
        `an edited cell of ${chapter} runs again, p95`,
        percentile95(await inPage(browser, (page) => reruns(page, site, chapter, id))),
      );
    await browser.close();

    for (const path of ['/', '/conv1/']) {
      const score = await performanceScore(`${site}${path}`, launch);
      const plain = await performanceScore(`${site}${path}`, launch, ['*.js']);
      lines.push([`Lighthouse's performance of ${path}`, score.toFixed(0), plain.toFixed(0), score / plain]);
    }
  } finally {
    server.kill();
  }

  console.log(
    '\nthe pages, beside a task that lays out 10,000 cells of a table; Lighthouse, beside no script\n',
  );
  for (const [title, measured, baseline, ratio] of lines)
    console.log(
      `${title.padEnd(57)}  ${measured.padStart(10)}  ${baseline.padStart(10)}  ${ratio.toPrecision(3)}`,
    );
}
