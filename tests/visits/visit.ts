/** One visit: what the reader does to the page, and beside it what the cells must say after that. */
import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { expect, test, type Locator } from '@playwright/test';
import { backendTitle } from '../../src/client/kernel/backend-title';
import { photographs } from '../../src/client/photograph/photographs';
import type { Cell } from '../../src/notebook/cell';
import {
  deleteCell,
  editCell,
  insertCell,
  redo,
  resetCell,
  resetCells,
  takeChanges,
  undo,
} from '../../src/notebook/change-session';
import { withoutEmpty, type Changes } from '../../src/notebook/changes';
import { createSession, type Session } from '../../src/notebook/session';
import { readShared, writeShared } from '../../src/notebook/share';
import { isBlank, type Stamped } from '../../src/notebook/stamp';
import type { Action } from './actions';
import { chapters, type Pages } from './pages';
import { isEndless, isUnfit, textFor } from './texts';

const course = JSON.parse(readFileSync('dist/cells.json', 'utf8')) as readonly Cell[];

const backends = {
  auto: 'Automatic: the fastest that works here',
  webgl: `${backendTitle('webgl')} (graphics card)`,
  wasm: `${backendTitle('wasm')} (processor)`,
  cpu: 'Plain JavaScript (slow)',
} as const;

/** The fragment of an address that carries these changes. */
export function fragmentOf(changes: Changes): string {
  return `changes=1.${deflateRawSync(writeShared(changes)).toString('base64url')}`;
}

function around<T>(of: readonly T[], choice: number): T {
  return of[choice % of.length]!;
}

export class Visit {
  readonly #pages: Pages;
  /** The notebook's own rules, which the page has to follow: nothing runs in here. */
  #notebook: Session = createSession(course);
  #photograph = 'A tabby cat';
  #made = 0;
  /** A cell may run that does not end. */
  #isEndless = false;
  backend: Extract<Action, { do: 'backend' }>['backend'] = 'auto';

  constructor(pages: Pages) {
    this.#pages = pages;
  }

  get changes(): Changes {
    return this.#notebook.changes;
  }

  async do(action: Action): Promise<void> {
    await test.step(JSON.stringify(action), async () => {
      await this.#act(action);
      this.#isEndless ||= this.#notebook.present.some(isEndless);
      await this.expectSources();
      expect(await this.#pages.faults()).toEqual([]);
    });
  }

  /** The page's cells say what they must. */
  async expectSources(): Promise<void> {
    const { edits, scratch } = withoutEmpty(this.changes);
    await expect(this.#pages.page.locator('[data-changes]')).toHaveAttribute(
      'data-changes',
      String(Object.keys(edits).length + scratch.length),
    );
    const sources = this.#here.map(({ cell, source }) => ({
      id: cell.role === 'scratch' ? 'own' : cell.id,
      source: source.trimEnd(),
    }));
    await expect
      .poll(async () =>
        (await this.#pages.cells()).map(({ id, source }) => ({ id: id.replace(/^own-.*/, 'own'), source })),
      )
      .toEqual(sources);
  }

  /** Nothing runs, and every cell has a text with which it ends well. */
  async mend(): Promise<void> {
    await this.#stop();
    for (const chapter of chapters) {
      await this.#pages.turnTo(chapter);
      for (const [place, stamped] of this.#here.entries()) {
        if (isUnfit(stamped)) await this.#edit(place, this.#published(stamped) ?? '// mended');
      }
    }
    this.#isEndless = false;
    await this.expectSources();
    const picker = this.#pages.page.locator('[data-cell="lrn1"] details', { hasText: /^Photograph/ });
    await expect(picker).toContainText(this.#photograph);
  }

  /** The cells of the open chapter, as they must stand in the page. */
  get #here(): readonly Stamped[] {
    return this.#notebook.present.filter(({ cell }) => cell.chapter === this.#pages.chapter);
  }

  /** What a command says where the focus is then. */
  get #notice(): Locator {
    return this.#pages.page.locator('[data-cell] [role="status"] > p');
  }

  #published({ cell }: Stamped): string | null {
    return this.#notebook.published.find((other) => other.cell.id === cell.id)?.source ?? null;
  }

  async #act(action: Action): Promise<void> {
    const pages = this.#pages;
    const place = 'cell' in action ? action.cell % this.#here.length : 0;
    const at = this.#here[place]!;
    const { id } = at.cell;
    switch (action.do) {
      case 'edit':
        await this.#edit(place, textFor(this.#published(at), action.text, ++this.#made));
        break;
      case 'run':
        await this.#run(place, action);
        break;
      case 'insert':
        this.#notebook = insertCell(
          this.#notebook,
          { beside: id, where: action.where },
          { id: `own-${++this.#made}` },
        );
        await pages.press(place, action.where === 'above' ? 'a' : 'b');
        break;
      case 'delete':
        await this.#delete(action.cell);
        break;
      case 'reset':
        await this.#reset(place, action.what);
        break;
      case 'undo':
      case 'redo':
        this.#notebook = (action.do === 'undo' ? undo : redo)(this.#notebook);
        await this.#travel(place, action.do === 'undo' ? 'z' : 'Shift+Z');
        break;
      case 'stop':
        await this.#stop();
        break;
      case 'restart':
        await pages.choose(place, 'Restart kernel');
        await expect(pages.page.locator('[data-kernel]')).toHaveAttribute('data-kernel', 'absent');
        this.#isEndless = false;
        break;
      case 'reload':
        await pages.page.reload();
        await pages.awake();
        this.#isEndless = false;
        break;
      case 'turn': {
        const next = chapters.indexOf(pages.chapter) + (action.forward ? 1 : -1);
        await pages.turnTo(chapters[next] ?? pages.chapter);
        break;
      }
      case 'open link':
        await this.#openLink(action);
        break;
      case 'photograph':
        await this.#choosePhotograph(action.photograph);
        break;
      case 'backend':
        await this.#chooseBackend(action.backend);
    }
  }

  async #edit(place: number, source: string): Promise<void> {
    this.#notebook = editCell(this.#notebook, this.#here[place]!.cell.id, source);
    const editor = this.#pages.cell(place).locator('.cm-content');
    await this.#pages.press(place, 'Enter');
    await editor.fill(source);
  }

  async #run(place: number, { scope, wait }: Extract<Action, { do: 'run' }>): Promise<void> {
    const pages = this.#pages;
    const before = pages.runsEnded;
    const above = this.#notebook.present.indexOf(this.#here[place]!);
    const runs = this.#notebook.present
      .slice(0, above)
      .some((other) => other.cell.role !== 'exercise' && !isBlank(other));
    if (scope === 'cell') await pages.press(place, 'ControlOrMeta+Enter');
    else await pages.choose(place, 'Run all above');
    if (!wait || this.#isEndless || (scope === 'above' && !runs)) return;
    await expect.poll(() => pages.runsEnded).toBeGreaterThan(before);
    await expect(pages.stop).toHaveCount(0);
  }

  async #travel(place: number, key: string): Promise<void> {
    await this.#notice.evaluateAll((before) => before.forEach((told) => told.setAttribute('data-read', '')));
    await this.#pages.press(place, key);
    await expect(this.#notice.and(this.#pages.page.locator(':not([data-read])'))).toHaveText(
      /^\s*(Undone: |Done again: |There is nothing to (un|re)do)/,
    );
  }

  async #delete(choice: number): Promise<void> {
    const own = this.#here.filter(({ cell }) => cell.role === 'scratch');
    if (own.length === 0) return;
    const chosen = around(own, choice);
    const place = this.#here.indexOf(chosen);
    this.#notebook = deleteCell(this.#notebook, chosen.cell.id);
    await this.#pages.choose(place, 'Delete this cell');
  }

  async #reset(place: number, what: Extract<Action, { do: 'reset' }>['what']): Promise<void> {
    const { cell } = this.#here[place]!;
    const inside = this.#notebook.present.filter(
      (other) => what === 'everything' || other.cell.chapter === this.#pages.chapter,
    );
    const isChanged = (stamped: Stamped) => this.#published(stamped) !== stamped.source;
    if (what === 'cell') {
      // For another cell the entry is missing, or cannot be chosen.
      if (!(cell.id in this.changes.edits)) return;
      this.#notebook = resetCell(this.#notebook, cell.id);
      await this.#pages.choose(place, 'Reset to published');
      return;
    }
    if (inside.some(isChanged)) {
      this.#notebook = resetCells(this.#notebook, what === 'chapter' ? this.#pages.chapter : null);
    }
    await this.#pages.choose(place, what === 'chapter' ? 'Reset this chapter' : 'Reset everything');
    await expect(this.#notice).toContainText('is as published');
  }

  async #stop(): Promise<void> {
    const { stop } = this.#pages;
    // A run may end by itself, and a second press come too late to be one of two.
    await expect(async () => {
      if ((await stop.count()) === 0) return;
      await this.#pages.press(0, 'i');
      await this.#pages.press(0, 'i');
      await expect(stop).toHaveCount(0, { timeout: 10_000 });
    }).toPass();
    this.#isEndless = false;
  }

  async #openLink({ link, chapter, take }: Extract<Action, { do: 'open link' }>): Promise<void> {
    const { page } = this.#pages;
    const count = ++this.#made;
    const published = (id: string) => course.find((cell) => cell.id === id)!.source;
    const carried = around<Changes>(
      [
        this.changes,
        {
          edits: { conv1: { source: `// link ${count}\n${published('conv1')}`, base: published('conv1') } },
          scratch: [
            { id: 'sent', chapter: 'setup', after: 'model', source: `console.log('link', ${count});` },
            { id: 'other', chapter: 'conv1', after: null, source: `// ${count}` },
          ],
        },
        { edits: { lrn1: { source: published('lrn1'), base: published('lrn1') } }, scratch: [] },
      ],
      link,
    );
    const fragment = fragmentOf(carried);
    if (chapter === 'this one') await page.evaluate((hash) => (location.hash = hash), fragment);
    else {
      const other = around(chapters, chapter);
      // To the same page the browser goes without loading it.
      if (other !== this.#pages.chapter) this.#isEndless = false;
      await this.#pages.goto(`/${other}/#${fragment}`);
    }
    const dialog = page.getByRole('dialog', { name: /^This link/ });
    const use = dialog.getByRole('button', { name: 'Use these changes' });
    await expect(dialog.locator('.primary')).toBeVisible();
    if (take && (await use.isVisible())) {
      const shared = readShared(writeShared(carried), this.#notebook.published, () => `own-${++this.#made}`);
      this.#notebook = takeChanges(this.#notebook, 'Use a link’s changes', shared.changes);
      await use.press('Enter');
    } else await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(page).not.toHaveURL(/changes=/);
  }

  async #choosePhotograph(choice: number): Promise<void> {
    const picker = this.#pages.page.locator('[data-cell] details', { hasText: /^Photograph/ }).first();
    // No model, no photograph: as in the first chapter.
    if (this.#pages.chapter === 'setup') return;
    this.#photograph = around(photographs, choice).title;
    await picker.locator('summary').press('Enter');
    await picker.getByRole('radio', { name: this.#photograph }).check();
    await expect(picker.locator('summary')).toContainText(this.#photograph);
    await picker.locator('summary').press('Enter');
  }

  async #chooseBackend(backend: keyof typeof backends): Promise<void> {
    const { page } = this.#pages;
    await page.getByRole('button', { name: /^Kernel/ }).press('Enter');
    const choice = page
      .getByRole('dialog', { name: 'Kernel' })
      .getByRole('radio', { name: backends[backend] });
    await choice.check();
    await choice.press('Escape');
    await expect(choice).toHaveCount(0);
    if (this.backend !== backend) this.#isEndless = false;
    this.backend = backend;
  }
}
