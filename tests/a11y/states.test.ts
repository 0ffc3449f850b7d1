/** What pages become under a reader's hand, each state once, in both themes, on a phone and on a desktop. */
import { expect, test, type Page } from '@playwright/test';
import { Cell } from '../e2e/cell';
import { violationsOf } from './axe';
import { devices } from './devices';

for (const [name, device] of Object.entries(devices)) {
  test.describe(name, () => {
    test.use(device);

    test('a cell that ran, one in error, its editor, its menus and the variables', async ({ page }) => {
      await page.goto('/conv3/');
      const conv3 = new Cell(page, 'conv3');
      const pad3 = new Cell(page, 'pad3');
      await conv3.runSource(
        `${await conv3.source()}\nconst planes = tf.ones([8, 16, 16]);\nplanes.add(1);\n1;`,
      );
      await pad3.edit("console.warn('careful');\nthrow new Error('no');");
      await pad3.run.click();
      await pad3.expectState('error');
      await conv3.root.getByRole('button', { name: /^More/ }).click();
      if (name === 'phone') await fromContents(page, 'The kernel and its variables');
      else await page.getByRole('button', { name: /^Kernel/ }).click();
      expect(await violationsOf(page)).toEqual([]);

      await page.locator('[data-kernel]').getByRole('button', { name: 'Variables' }).click();
      const panel = page.getByRole('region', { name: 'Variables' });
      await panel.locator('[data-variable="planes"]').getByRole('button').click();
      await expect(panel.locator('canvas')).toHaveCount(8);
      await expect(panel.locator('[data-leaks] li')).toHaveCount(1);
      expect(await violationsOf(page, '[data-panel="variables"]')).toEqual([]);
    });

    test('own cells, differences, notices, the palette and the search', async ({ page }) => {
      await page.goto('/conv3/');
      const conv3 = new Cell(page, 'conv3');
      const own = page.locator('[data-cell^="own-"]');
      await expect(conv3.run).toBeEnabled();
      await conv3.root.getByRole('button', { name: /^Insert a cell below/ }).click();
      await expect(own.locator('.cm-content:focus')).toBeVisible();
      await page.keyboard.insertText('throw new Error("mine");');
      await page.keyboard.press('ControlOrMeta+Enter');
      await expect(own).toHaveAttribute('data-state', 'error');
      await conv3.edit((await conv3.source()).replace('filters: 384', 'filters: 16'));
      await conv3.root.getByRole('button', { name: /^Diff/ }).click();
      await expect(conv3.root).toContainText('One place differs');
      await conv3.root.locator('[data-code]').focus();
      // In one turn: the second has to come within a second of the first, however slow the page is to answer.
      await conv3.root.locator('[data-code]').evaluate((code) => {
        const press = () => new KeyboardEvent('keydown', { key: 'd', bubbles: true });
        code.dispatchEvent(press());
        code.dispatchEvent(press());
      });
      await expect(conv3.root).toContainText('can only be reset');
      await conv3.root.getByRole('button', { name: /^More/ }).click();
      expect(await violationsOf(page)).toEqual([]);

      await conv3.root.locator('[data-code]').focus();
      await page.keyboard.press('?');
      const palette = page.getByRole('dialog', { name: 'Commands' });
      await expect(palette).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);

      await page.keyboard.press('Escape');
      await expect(palette).toBeHidden();
      await page.keyboard.press('/');
      const search = page.getByRole('dialog', { name: 'Search the course' });
      await search.getByRole('textbox').fill('stride');
      await expect(search.getByRole('status')).toContainText(/^On/);
      expect(await violationsOf(page, 'dialog')).toEqual([]);
    });

    test('the stepper with its kernels, a number traced in layers of every kind, and what can be taken away', async ({
      page,
    }) => {
      await page.goto('/summary/#layer=Conv1');
      const stepper = page.locator('[data-stepper]');
      await stepper.getByRole('button', { name: 'Build the network' }).click();
      await expect(stepper.getByRole('application').first()).toBeVisible();
      await stepper.getByRole('heading', { name: 'Its kernels' }).scrollIntoViewIfNeeded();
      await expect(stepper.getByRole('grid', { name: 'Kernels of Conv1' })).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
      // The rest of the page stays as it is.
      for (const address of ['LRN1&unit=3,5,5', 'MaxPool&unit=3,5,5', 'FC6&unit=7', 'activation_85&unit=7']) {
        await page.evaluate((hash) => (location.hash = hash), `#layer=${address}`);
        await expect(stepper.getByRole('heading', { level: 3 }).first()).toHaveText(
          address.split('&')[0] ?? '',
        );
        await expect(stepper.getByText('Recomputed')).toBeVisible();
        expect(await violationsOf(page, '[data-stepper]')).toEqual([]);
      }

      if (name === 'phone') {
        await fromContents(page, 'Export and import');
      } else {
        await page.locator('[data-changes]').click();
        await page.getByRole('button', { name: 'Export or import…' }).click();
      }
      await expect(page.getByRole('dialog', { name: 'Export or import' })).toContainText(
        '29 layers, 50,844,008',
      );
      expect(await violationsOf(page, 'dialog')).toEqual([]);
    });
  });
}

/** On a phone what has nothing to say in the header is in the contents, in words. */
async function fromContents(page: Page, entry: string): Promise<void> {
  await page.getByRole('button', { name: /^Contents/ }).click();
  await page.getByRole('button', { name: entry }).click();
}
