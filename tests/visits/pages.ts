/** Three chapters as they stand in a reader's browser. */
import { expect, type Locator, type Page } from '@playwright/test';
import { KernelLog } from '../e2e/kernel-log';

/** The first chapters, whose cells are quick, each with its own cells of the course. */
const courseCells: Readonly<Record<string, readonly string[]>> = {
  setup: ['imports', 'model'],
  conv1: ['conv1'],
  'relu-lrn-pooling': ['lrn1'],
};
export const chapters = Object.keys(courseCells);
/** Of the cells that those below depend on, but for the reader's own. */
export const isCourseCell = (id: string): boolean => Object.values(courseCells).flat().includes(id);

export interface ShownCell {
  id: string;
  source: string;
  state: string;
  executionCount: string | undefined;
  /** All that it printed; pictures and models come without words. */
  outputs: readonly string[];
}

export class Pages {
  readonly page: Page;
  readonly #kernel: KernelLog;
  readonly #faults: string[] = [];

  private constructor(page: Page, kernel: KernelLog) {
    this.page = page;
    this.#kernel = kernel;
    page.on('pageerror', (error) => this.#faults.push(error.stack ?? error.message));
  }

  /** Call it before the page is opened. */
  static async of(page: Page): Promise<Pages> {
    return new Pages(page, await KernelLog.of(page));
  }

  get chapter(): string {
    return new URL(this.page.url()).pathname.replaceAll('/', '');
  }

  /** The cell at this place of the page, whichever it is. */
  cell(place: number): Locator {
    return this.page.locator('[data-cell]').nth(place);
  }

  /** Cells run or wait for their turn. */
  get stop(): Locator {
    return this.page.locator('[data-kernel]').getByRole('button', { name: 'Stop' });
  }

  /** How many runs have ended. */
  get runsEnded(): number {
    return this.#kernel.events.filter(({ type }) => type === 'run-ended').length;
  }

  async goto(path: string): Promise<void> {
    await this.page.goto(path);
    await this.awake();
  }

  /** All that can be pressed answers. */
  async awake(): Promise<void> {
    const asleep = this.page.locator('[data-cell] .toolbar > button:disabled');
    await expect(this.page.locator('[data-kernel]')).toBeVisible();
    await expect(asleep).toHaveCount(0);
    await expect(
      this.page.locator('astro-island[ssr]:has([data-cell], [data-kernel], [data-changes])'),
    ).toHaveCount(0);
  }

  /** Turns pages, as a reader does: the kernel lives on. */
  async turnTo(chapter: string): Promise<void> {
    const order = (slug: string) => chapters.findIndex((each) => each === slug);
    while (this.chapter !== chapter) {
      const from = this.chapter;
      await this.page.locator(`a[rel="${order(chapter) > order(from) ? 'next' : 'prev'}"]`).press('Enter');
      await expect.poll(() => this.chapter).not.toBe(from);
      await this.awake();
    }
  }

  /** A key on the frame of a cell, where the keys of commands count. */
  async press(place: number, key: string): Promise<void> {
    const frame = this.cell(place).locator('[data-code]');
    await frame.focus();
    await frame.press(key);
  }

  /** An entry of a cell's menu. */
  async choose(place: number, entry: string): Promise<void> {
    const more = this.cell(place).getByRole('button', { name: /^More/ });
    await more.press('Enter');
    await this.cell(place)
      .getByRole('dialog')
      .getByRole('button', { name: new RegExp(`^${entry}`) })
      .press('Enter');
  }

  /** What the banner tells of, but for errors of cells, and what no part of the page has caught. */
  async faults(): Promise<readonly string[]> {
    const told = await this.page.getByRole('alert').allInnerTexts();
    return [...this.#faults, ...told.filter((text) => !/An error ended/.test(text))];
  }

  /** What the cells of the page show. */
  async cells(): Promise<readonly ShownCell[]> {
    return this.page.locator('[data-cell]').evaluateAll((cells) =>
      (cells as HTMLElement[]).map((cell) => {
        const lines = [...cell.querySelectorAll('.cm-line')].map((line) =>
          line.querySelector('.cm-placeholder') ? '' : line.textContent,
        );
        const code = cell.querySelector<HTMLElement>('[data-code]');
        return {
          id: cell.dataset['cell']!,
          source: (lines.length > 0 ? lines.join('\n') : (code?.innerText ?? '')).trimEnd(),
          state: cell.dataset['state']!,
          executionCount: cell.dataset['executionCount'],
          outputs: [...cell.querySelectorAll<HTMLElement>('[data-output]')]
            .map(({ dataset, textContent }) => `${dataset['output']}: ${textContent}`)
            .filter((output) => !/^(model|image):/.test(output)),
        };
      }),
    );
  }
}
