/** How long a reader waits for an edited cell of a first chapter that runs again: a fresh start, and all above it replayed. */
import type { Page } from 'playwright';
import { KernelLog } from '../e2e/kernel-log.ts';
import { painted, runButton } from './page-measures.ts';

/** Chapters, and the cell of each that is run again. */
export const rerunCells = [
  ['setup', 'model'],
  ['conv1', 'conv1'],
  ['relu-lrn-pooling', 'lrn1'],
  ['conv2', 'conv2'],
] as const;

const times = 25;

/** Milliseconds by the clock of each rerun, from the press of Run to the state `done`. */
export async function reruns(
  page: Page,
  site: string,
  chapter: string,
  id: string,
): Promise<readonly number[]> {
  const kernel = await KernelLog.of(page);
  await page.goto(`${site}/${chapter}/`);
  const cell = page.locator(`[data-cell="${id}"]`);
  await runButton(cell).click();
  await page.locator(`[data-cell="${id}"][data-state="done"]`).waitFor();
  await cell.locator('[data-code]').press('Enter');
  const editor = cell.locator('.cm-content');
  const source = (await editor.locator('.cm-line').allTextContents()).join('\n');

  const waits: number[] = [];
  for (let time = 1; time <= times; time++) {
    await editor.fill(`${source}\n// ${time}`);
    // Readers give the spare kernel the second that it needs.
    while (kernel.events.filter(({ type }) => type === 'started').length <= time) await painted(page);
    waits.push(
      await runButton(cell).evaluate(
        (button) =>
          new Promise<number>((resolve, reject) => {
            const root = button.closest<HTMLElement>('[data-cell]')!;
            const began = performance.now();
            new MutationObserver((_, observer) => {
              const state = root.dataset['state'];
              if (state !== 'done' && state !== 'error') return;
              observer.disconnect();
              if (state === 'done') resolve(performance.now() - began);
              else reject(new Error('The cell ended with an error.'));
            }).observe(root, { attributeFilter: ['data-state'] });
            button.dispatchEvent(new MouseEvent('click', { bubbles: true }));
          }),
      ),
    );
  }
  return waits;
}
