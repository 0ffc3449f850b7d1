/** TypeScript in the editor of the built site: completion, types, signatures, problems, by keyboard and by pointer. */
import { expect, test, type Page } from '@playwright/test';
import { Cell } from './cell';

const conv1 = '[data-cell="conv1"]';
const list = (page: Page) => page.getByRole('listbox', { name: 'Completions' });

/** Enters a cell by keyboard, empty. */
async function enter(page: Page, id = 'conv1'): Promise<void> {
  await new Cell(page, id).edit('');
}

/** Fills the list with what the editors of the page say: each word stands in the page for an instant only. */
async function hear(page: Page, said: string[]): Promise<void> {
  await page.exposeFunction('hear', (text: string) => said.push(text));
  await page.evaluate(() => {
    const { hear: tell } = window as unknown as { hear: (text: string) => void };
    new MutationObserver((mutations) => {
      for (const { target, addedNodes } of mutations)
        if (target instanceof Element && target.matches('.cm-announced'))
          for (const { textContent } of addedNodes) tell(textContent ?? '');
    }).observe(document, { childList: true, subtree: true });
  });
}

test('nothing of it is fetched before an editor is entered', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  const ofLanguage = () => fetched.filter((url) => /\/language[.-]/.test(url)).length;
  await page.goto('/conv1/');
  const cell = new Cell(page, 'conv1');
  await expect(cell.run).toBeEnabled();
  await cell.root.locator('[data-code]').focus();
  await page.waitForLoadState('networkidle');
  expect(ofLanguage()).toBe(0);
  const worker = page.waitForRequest(/language\.worker/);
  await page.keyboard.press('Enter');
  await worker;
  expect(ofLanguage()).toBeGreaterThan(0);
});

test.describe('in a cell that is empty', () => {
  // TypeScript takes seconds to start: these share it, one after another, in one page.
  test.describe.configure({ mode: 'default' });
  let page: Page;
  const said: string[] = [];

  test.beforeAll(async ({ browser }) => {
    page = await browser.newPage();
    await page.goto('/conv1/');
    await hear(page, said);
    const ready = page.waitForEvent('worker', (worker) => worker.url().includes('language.worker'));
    await enter(page);
    // An editor that TypeScript has not come to yet hears nothing of a pointer that then rests.
    await ready;
  });
  test.beforeEach(async () => {
    await enter(page);
    said.length = 0;
  });
  test.afterAll(() => page.close());

  test('tf.layers. is completed, each choice with its documentation', async () => {
    await page.keyboard.type('tf.layers.');
    await expect(list(page).getByRole('option', { name: 'conv1d', exact: true })).toBeVisible();
    await page.keyboard.type('conv2d');
    const first = list(page).getByRole('option').first();
    await expect(first).toHaveAccessibleName('conv2d');
    await expect(first).toHaveAttribute('aria-selected', 'true');
    const about = page.locator('.cm-completionInfo');
    await expect(about).toContainText('conv2d(args: Conv2DLayerArgs): Conv2D');
    await expect(about).toContainText('2D convolution layer');
    await page.keyboard.press('Enter');
    expect(await new Cell(page, 'conv1').source()).toBe('tf.layers.conv2d');
  });

  test('Tab leaves the editor also while the list is open, unless the reader lets it indent', async () => {
    const editor = page.locator(`${conv1} .cm-content`);
    await page.keyboard.type('tf.layers.');
    await expect(list(page)).toBeVisible();
    await page.keyboard.press('Tab');
    await expect(editor).not.toBeFocused();
    await expect(list(page)).toBeHidden();
    expect(await new Cell(page, 'conv1').source()).toBe('tf.layers.');

    await editor.focus();
    await page.keyboard.press('Control+m');
    await page.keyboard.press('Control+Space');
    await expect(list(page)).toBeVisible();
    await page.keyboard.type('dens');
    await expect(list(page).getByRole('option').first()).toHaveAccessibleName('dense');
    await page.keyboard.press('Tab');
    await expect(editor).toBeFocused();
    expect(await new Cell(page, 'conv1').source()).toBe('tf.layers.dense');
    await page.keyboard.press('Control+m');
  });

  test('Escape closes the list first, then leaves the editor', async () => {
    await page.keyboard.type('tf.');
    await expect(list(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(list(page)).toBeHidden();
    await expect(page.locator(`${conv1} .cm-content`)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.locator(`${conv1} [data-code]`)).toBeFocused();
  });

  test('a call tells what it takes, and which parameter is next', async () => {
    await page.keyboard.type('tf.tensor(');
    const card = page.locator('.cm-card');
    await expect(card.locator('strong')).toContainText('values');
    await page.keyboard.type('[1, 2], ');
    await expect(card.locator('strong')).toContainText('shape');
    await expect.poll(() => said.join('\n')).toContain('shape');
    await page.keyboard.press('Escape');
    await expect(card).toBeHidden();
    await page.keyboard.press('Control+Shift+Space');
    await expect(card).toBeVisible();
  });

  test('a wrong option is underlined with the message; F8 goes there', async () => {
    await page.keyboard.type('tf.layers.dense({ units: 1, activatoin: "relu" });');
    const underlined = page.locator(`${conv1} .cm-lintRange-error`);
    await expect(underlined).toHaveText('activatoin');
    await page.keyboard.press('F8');
    await expect(page.getByText(/'activatoin' does not exist/).first()).toBeVisible();
    await expect.poll(() => said.join('\n')).toContain("'activatoin' does not exist");
    await page.keyboard.type('activation');
    await expect(underlined).toHaveCount(0);
  });

  test('the type of a variable of an earlier cell is shown under the pointer and at the cursor', async () => {
    await page.keyboard.type('model;');
    await page.locator(`${conv1} .cm-line`).hover({ position: { x: 12, y: 8 } });
    const hover = page.locator('.cm-tooltip-hover');
    await expect(hover).toContainText('const model: tf.Sequential');
    await page.mouse.move(0, 0);
    await expect(hover).toBeHidden();
    await page.keyboard.press('Home');
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.press('ControlOrMeta+i');
    await expect(page.locator('.cm-card')).toContainText('const model: tf.Sequential');
  });

  test('the list of commands has them too', async () => {
    await page.keyboard.type('model;');
    await page.keyboard.press('Home');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('combobox', { name: 'Find a command' }).fill('type at the cursor');
    await page.keyboard.press('Enter');
    await expect(page.locator('.cm-card')).toContainText('const model: tf.Sequential');
  });
});

test('an edit of a cell above is known below at once', async ({ page }) => {
  await page.goto('/fc6-fc7/');
  await new Cell(page, 'fc6').edit('const width = [4096];');
  await enter(page, 'fc7');
  await page.keyboard.type('width.');
  await expect(list(page).getByRole('option', { name: 'toSorted', exact: true })).toBeVisible();
});

test('without the service the editor works, and says so once', async ({ page }) => {
  await page.route(/language\.worker/, (route) => route.abort());
  await page.goto('/conv1/');
  await enter(page);
  const notice = page.getByText('Completion and types could not be fetched.');
  await expect(notice).toBeVisible();
  await page.keyboard.type('1 + ');
  await page.keyboard.type('2');
  const cell = new Cell(page, 'conv1');
  await page.keyboard.press('Shift+Alt+F');
  await expect(cell.root.getByRole('status')).toContainText('The code could not be laid out');
  await cell.runToEnd();
  expect(await cell.printed()).toBe('3\n');
});

test('where what lays code out cannot be fetched the reader is told, and it can be tried again', async ({
  page,
}) => {
  const chunk = /\/format\.[^/]*\.js$/;
  await page.route(chunk, (route) => route.abort());
  await page.goto('/conv1/');
  await enter(page);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('const a={b:1}');
  await page.keyboard.press('Shift+Alt+F');
  const cell = new Cell(page, 'conv1');
  await expect(cell.root.getByRole('status').filter({ hasText: 'could not be fetched' })).toBeVisible();
  await page.unroute(chunk);
  await page.keyboard.press('Shift+Alt+F');
  await expect.poll(() => cell.source()).toMatch(/^const a = \{ b: 1 \}/);
});
