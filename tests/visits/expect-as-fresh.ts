import { expect, type Browser } from '@playwright/test';
import fc from 'fast-check';
import { visits, type Action } from './actions';
import { freshNotebook, runLast, shownIn } from './fresh-notebook';
import { chapters, Pages } from './pages';
import { Visit } from './visit';

/** Milliseconds after which a visit that failed is made no shorter. */
const patience = 900_000;

/** Does all that a visit is made of; then the page must show what a fresh notebook shows whose cells say the same. */
async function visit(browser: Browser, actions: readonly Action[]): Promise<void> {
  const context = await browser.newContext();
  try {
    const pages = await Pages.of(await context.newPage());
    await pages.goto(`/${chapters[0]}/`);
    const reader = new Visit(pages);
    for (const action of actions) await reader.do(action);
    await reader.mend();
    await runLast(pages);
    // Once more, from a fresh start: nothing of the run before is left.
    await runLast(pages);
    const shown = await shownIn(pages);
    expect(await pages.faults()).toEqual([]);
    expect(shown).toEqual(await freshNotebook(browser, reader.changes, reader.backend));
  } finally {
    await context.close();
  }
}

/**
 * Makes the visit of a seed.
 *
 * @param path of fast-check's, to a shorter one; null for the visit as the seed makes it
 */
export async function expectVisitEndsAsFresh(
  browser: Browser,
  seed: number,
  path: string | null = null,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(visits, (actions) =>
      visit(
        browser,
        actions.filter((action) => action !== null),
      ),
    ),
    {
      seed,
      numRuns: 1,
      interruptAfterTimeLimit: patience,
      ...(path === null ? {} : { path, endOnFailure: true }),
    },
  );
}
