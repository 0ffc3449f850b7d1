import { expect, type Locator, type Page } from '@playwright/test';

/** One cell of the open page, by the attributes of src/README.md and the names its controls have. */
export class Cell {
  readonly root: Locator;
  readonly run: Locator;
  readonly stop: Locator;
  readonly text: Locator;
  readonly error: Locator;
  readonly #page: Page;

  constructor(page: Page, id: string) {
    this.#page = page;
    this.root = page.locator(`[data-cell="${id}"]`);
    this.run = this.root.getByRole('button', { name: /^Run cell/ });
    this.stop = this.root.getByRole('button', { name: /^Stop cell/ });
    this.text = this.root.locator('[data-output="text"]');
    this.error = this.root.locator('[data-output="error"]');
  }

  /** Enters the code by keyboard and replaces all of it. */
  async edit(source: string): Promise<void> {
    await expect(this.run).toBeEnabled();
    const editor = this.root.locator('.cm-content');
    if (!(await editor.isVisible())) {
      await this.root.locator('[data-code]').focus();
      await this.#page.keyboard.press('Enter');
    }
    await editor.fill(source);
  }

  /** The source as the page has it. */
  async source(): Promise<string> {
    const lines = this.root.locator('.cm-line');
    if ((await lines.count()) > 0) return (await lines.allTextContents()).join('\n');
    return this.root.locator('[data-code]').innerText();
  }

  async expectState(state: string | RegExp): Promise<void> {
    await expect(this.root).toHaveAttribute('data-state', state);
  }

  /** Runs the cell and waits until it has ended well. */
  async runToEnd(): Promise<void> {
    await this.run.click();
    await this.expectState('done');
  }

  /** Replaces the source, runs it, and waits until it has ended well. */
  async runSource(source: string): Promise<void> {
    await this.edit(source);
    await this.runToEnd();
  }

  /** What the cell printed, byte for byte; its pieces joined. */
  async printed(): Promise<string> {
    return (await this.text.allTextContents()).join('');
  }
}
