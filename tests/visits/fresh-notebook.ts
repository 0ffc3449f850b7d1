/** What a visit must end as: a notebook in which nothing has happened but that its cells say what they say. */
import { expect, type Browser } from '@playwright/test';
import { chooseBackend } from '../e2e/kernel-log';
import { withoutEmpty, type Changes } from '../../src/notebook/changes';
import { chapters, isCourseCell, Pages, type ShownCell } from './pages';
import { fragmentOf, type Visit } from './visit';

const known = new Map<string, readonly ShownCell[]>();

/** @returns what the three chapters show of it, once its last cell has run */
export async function freshNotebook(
  browser: Browser,
  changes: Changes,
  backend: Visit['backend'],
): Promise<readonly ShownCell[]> {
  const key = JSON.stringify([changes.edits, changes.scratch, backend]);
  const found = known.get(key) ?? (await open(browser, changes, backend));
  known.set(key, found);
  return found;
}

async function open(
  browser: Browser,
  changes: Changes,
  backend: Visit['backend'],
): Promise<readonly ShownCell[]> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await chooseBackend(page, backend);
    const pages = await Pages.of(page);
    const { edits, scratch } = withoutEmpty(changes);
    const changed = Object.keys(edits).length + scratch.length > 0;
    await pages.goto(`/${chapters.at(-1)!}/${changed ? `#${fragmentOf(changes)}` : ''}`);
    if (changed) {
      await page.getByRole('button', { name: 'Use these changes' }).press('Enter');
      // It leads to the first cell that it changes, which may be on another page.
      await expect(
        page.locator('[data-cell]').getByRole('button', { name: 'Run it', exact: true }),
      ).toBeVisible();
      await pages.awake();
    }
    await expect(page.getByRole('dialog', { name: /^This link/ })).toHaveCount(0);
    await runLast(pages);
    return await shownIn(pages);
  } finally {
    await context.close();
  }
}

const takesPart = ({ id, source }: ShownCell) => (isCourseCell(id) || id.startsWith('own-')) && source !== '';

/** Runs the last cell, and so all above it; exercises do not count. */
export async function runLast(pages: Pages): Promise<void> {
  await pages.turnTo(chapters.at(-1)!);
  const last = (await pages.cells()).findLastIndex(takesPart);
  const before = pages.runsEnded;
  await pages.press(last, 'ControlOrMeta+Enter');
  await expect.poll(() => pages.runsEnded).toBeGreaterThan(before);
  await expect(pages.stop).toHaveCount(0);
}

/** What the cells of the three chapters show, all of which have run. */
export async function shownIn(pages: Pages): Promise<readonly ShownCell[]> {
  const shown: ShownCell[] = [];
  for (const chapter of chapters.toReversed()) {
    await pages.turnTo(chapter);
    const cells = (await pages.cells()).filter(takesPart);
    shown.unshift(...cells.map((cell) => ({ ...cell, id: cell.id.replace(/^own-.*/, 'own') })));
  }
  expect(new Set(shown.map(({ state }) => state))).toEqual(new Set(['done']));
  return shown;
}
