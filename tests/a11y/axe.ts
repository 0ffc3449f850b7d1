import type { Page } from '@playwright/test';
import axe, { type AxeResults, type RunOptions } from 'axe-core';

declare global {
  interface Window {
    axe: { run: (part: string, options: RunOptions) => Promise<AxeResults> };
  }
}

/** In the dark theme, what depends on colours: all else has been found in the light one. */
const rules: Readonly<Record<'light' | 'dark', RunOptions>> = {
  light: {},
  dark: { runOnly: ['color-contrast', 'link-in-text-block'] },
};

/** What axe finds, in the light theme and in the dark one, in the page or only in a part of it. */
export async function violationsOf(page: Page, part = 'html'): Promise<string[]> {
  // What @axe-core/playwright does for the sake of frames takes three times as long as axe itself. The one in which
  // cells run is hidden, and empty.
  const shown = page.frames().filter((frame) => !frame.url().endsWith('/kernel.html'));
  if (shown.length > 1) throw new Error('Axe is run in the page alone, and here it has frames.');
  await page.evaluate(axe.source);
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    found.push(
      ...(await page.evaluate(
        async ([selector, scheme, only]) => {
          const { violations } = await window.axe.run(selector, { resultTypes: ['violations'], ...only });
          return violations.map(
            ({ id, nodes }) => `${scheme}, ${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
          );
        },
        [part, colorScheme, rules[colorScheme]] as const,
      )),
    );
  }
  return found;
}
