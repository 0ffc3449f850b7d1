/** The course in Firefox: what a reader does first, and every page looked at. Run by `npm run test:firefox`. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { pages, recordedCells } from '../e2e/course.ts';
import { startVisit, type Visit } from './firefox.ts';

// TensorFlow.js starts in seconds where there is no graphics card.
const patience = 120_000;
const conv1 = '[data-cell="conv1"]';

let visit: Visit;

before(async () => {
  visit = await startVisit();
});

after(() => visit.end());

/** Opens a page of the site in a tab of its own; `complaints` is what the page says that it should not. */
async function open(path: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await visit.browser.newPage();
  page.setDefaultTimeout(patience);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`));
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(visit.site + path, { waitUntil: 'networkidle0' });
  return { page, complaints };
}

const printed = (page: Page) =>
  page.$$eval(`${conv1} [data-output="text"]`, (outputs) =>
    outputs.map((output) => output.textContent).join(''),
  );

async function runToEnd(page: Page): Promise<void> {
  await page.locator(`${conv1} button[aria-label^="Run cell"]`).click();
  await page.waitForSelector(`${conv1}[data-state="done"]`);
}

void test('a cell prints what the notebook printed, is edited by keyboard, runs, and says what changed', async () => {
  const { page, complaints } = await open('/conv1/');
  const recorded = recordedCells.find(({ id }) => id === 'conv1');
  assert.equal(await printed(page), recorded?.summary);

  await runToEnd(page);
  assert.equal(await printed(page), recorded?.summary);

  await page.focus(`${conv1} [data-code]`);
  await page.keyboard.press('Enter');
  await page.waitForSelector(`${conv1} .cm-content`);
  const source = await page.$$eval(`${conv1} .cm-line`, (lines) => lines.map((line) => line.textContent));
  const line = source.findIndex((text) => text.includes('strides: 4'));
  assert.notEqual(line, -1);
  await page.keyboard.down('Control');
  await page.keyboard.press('Home');
  await page.keyboard.up('Control');
  for (let down = 0; down < line; down += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  // "4," goes, "2," comes.
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('2,');
  await page.waitForSelector(`${conv1}:not([data-state="done"])`);

  await page.keyboard.down('Control');
  await page.keyboard.press('Enter');
  await page.keyboard.up('Control');
  await page.waitForSelector(`${conv1}[data-state="done"]`);
  // (227 − 11) / 2 + 1
  assert.match(await printed(page), /Conv1 \(Conv2D\) +\(None, 96, 109, 109\) +34944/);
  assert.deepEqual(complaints, []);
  await page.close();
});

void test('the search finds a passage and leads there', async () => {
  const { page, complaints } = await open('/');
  await page.keyboard.press('/');
  await page.waitForSelector('dialog[aria-label="Search the course"] input');
  await page.keyboard.type('ceiling');
  await page.waitForSelector('dialog[aria-label="Search the course"] .pages a[href*="#"]');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const href = await page.evaluate(() => (document.activeElement as HTMLAnchorElement).href);
  await page.keyboard.press('Enter');
  await page.waitForFunction((wanted) => location.href === wanted, {}, href);
  assert.match(await page.$eval('main', (main) => main.textContent), /ceiling/);
  assert.deepEqual(complaints, []);
  await page.close();
});

for (const path of pages) {
  void test(`${path} complains of nothing and does not scroll sideways on a phone`, async () => {
    const { page, complaints } = await open(path);
    await page.setViewport({ width: 360, height: 740 });
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.equal(sideways, 0);
    assert.deepEqual(complaints, []);
    await page.close();
  });
}
