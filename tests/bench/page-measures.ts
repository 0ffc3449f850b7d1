/** What a page makes a reader wait for, in milliseconds of its own processor time. */
import type { Browser, Locator, Page } from 'playwright';
import { hostileCells } from '../browser/hostile-cells.ts';
import { median, pageTasks } from './page-tasks.ts';

/** Lists, signatures and problems come and go over it; the last mistake stays. */
const typed =
  "model.add(tf.layers.conv2d({ filters: 96, kernelSize: 11, strides: 4, padding: 'valid' }));\nmodel.sumary();";
const layers = 29;
/** An odd number: the median is one of them. */
const times = 5;

const longest = (tasks: readonly number[]) => Math.max(...tasks);

/** It can be pressed once the page is awake. */
export const runButton = (cell: Locator) => cell.getByRole('button', { name: /^Run cell/, disabled: false });

/** Work that no change to the course changes: a task that lays out a table. */
export async function referenceTask(browser: Browser, page: Page): Promise<number> {
  await page.setContent('<main></main>');
  const lengths: number[] = [];
  for (let time = 0; time < times; time++) {
    const tasks = await pageTasks(browser, page, async () => {
      await page.evaluate(() => {
        const row = `<tr>${'<td>1.5</td>'.repeat(20)}</tr>`;
        const main = document.querySelector('main');
        if (main) main.innerHTML = `<table>${row.repeat(500)}</table>`;
        return document.body.offsetHeight;
      });
    });
    lengths.push(longest(tasks));
  }
  return median(lengths);
}

/** The longest task of a walk over all rows of the stepper, once the network is built. */
export async function stepperWalk(browser: Browser, page: Page, site: string): Promise<number> {
  await page.goto(`${site}/summary/`);
  const stepper = page.locator('[data-stepper]');
  await stepper.getByRole('button', { name: 'Build the network' }).click();
  await stepper.locator('[data-layer-view] canvas').first().waitFor();
  const selected = stepper.getByRole('grid').first().getByRole('row', { selected: true });
  await selected.focus();
  const walk = async (key: string) => {
    for (let step = 1; step < layers; step++) {
      await page.keyboard.press(key);
      await painted(page);
    }
  };
  // What is fetched and compiled once is not part of a walk.
  await walk('ArrowDown');
  const lengths: number[] = [];
  for (let time = 0; time < times; time++)
    lengths.push(longest(await pageTasks(browser, page, () => walk(time % 2 ? 'ArrowDown' : 'ArrowUp'))));
  return median(lengths);
}

/** Ends when what was asked for before has been painted. */
export function painted(page: Page): Promise<unknown> {
  return page.evaluate(
    () =>
      new Promise((resolve) =>
        requestAnimationFrame(() => {
          // A message is heard after the frame.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = resolve;
          port2.postMessage(null);
        }),
      ),
  );
}

interface Typing {
  /** The longest task while a hundred characters are typed, with completion, signatures and problems. */
  task: number;
  /** From the dot of `tf.layers.` to its list: the worker's time too, so by the clock on the wall. */
  completion: number;
}

export async function typing(browser: Browser, page: Page, site: string): Promise<Typing> {
  await page.goto(`${site}/conv1/`);
  const cell = page.locator('[data-cell="conv1"]');
  const list = page.getByRole('listbox', { name: 'Completions' });
  const editor = cell.locator('.cm-content');
  await runButton(cell).waitFor();
  await cell.locator('[data-code]').press('Enter');
  await editor.fill('');
  await page.keyboard.type('tf.');
  await list.waitFor();

  const completions: number[] = [];
  const lengths: number[] = [];
  for (let time = 0; time < times; time++) {
    await editor.fill('tf.layers');
    await close(list, page);
    const began = performance.now();
    await page.keyboard.press('.');
    await list.getByRole('option', { name: 'conv1d', exact: true }).waitFor();
    completions.push(performance.now() - began);

    await editor.fill('');
    const tasks = await pageTasks(browser, page, async () => {
      for (const character of typed) {
        await page.keyboard.type(character, { delay: 40 });
        if (character === '.') await list.waitFor();
      }
      await cell.locator('.cm-lintRange-error', { hasText: 'sumary' }).waitFor();
    });
    lengths.push(longest(tasks));
  }
  return { task: median(lengths), completion: median(completions) };
}

/** Escape closes the list, and would leave the editor if it were closed. */
async function close(list: Locator, page: Page): Promise<void> {
  if (await list.isVisible()) await page.keyboard.press('Escape');
  await list.waitFor({ state: 'hidden' });
}

/** The longest task of the page while the last cell trains in its worker, through two epochs. */
export async function training(browser: Browser, page: Page, site: string): Promise<number> {
  await page.goto(`${site}/train/`);
  const train = page.locator('[data-cell="train"]');
  await runButton(train).click();
  const epoch = (number: number) =>
    train.locator('[data-output="progress"]', { hasText: `Epoch ${number}/` }).waitFor();
  await epoch(2);
  return longest(await pageTasks(browser, page, () => epoch(4)));
}

/** The longest task of the page while cells do what they must not, each stopped if it does not end by itself. */
export async function underAttack(browser: Browser, page: Page, site: string): Promise<number> {
  await page.goto(`${site}/conv1/`);
  const cell = page.locator('[data-cell="conv1"]');
  const ended = page.locator('[data-cell="conv1"]:not([data-state="queued"], [data-state="running"])');
  await runButton(cell).waitFor();
  await cell.locator('[data-code]').press('Enter');
  const editor = cell.locator('.cm-content');
  const lengths: number[] = [];
  for (const [, source] of hostileCells) {
    await editor.fill(source);
    const tasks = await pageTasks(browser, page, async () => {
      await runButton(cell).click();
      const stop = cell.getByRole('button', { name: /^Stop cell/ });
      await ended.waitFor({ timeout: 1000 }).catch(() => stop.click());
      await ended.waitFor();
    });
    lengths.push(longest(tasks));
  }
  return longest(lengths);
}
