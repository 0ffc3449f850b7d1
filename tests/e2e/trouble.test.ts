/**
 * Whatever a cell does, the reader gets a clear message, and a notebook that still works. What the message says is
 * tested where it is made, in the kernel.
 */
import { expect, test, type Page } from '@playwright/test';
import { Cell } from './cell';
import { recordedCells } from './course';
import { chooseBackend } from './kernel-log';

const summary = recordedCells.find((cell) => cell.id === 'conv1')?.summary;

async function open(page: Page): Promise<Cell> {
  await page.goto('/conv1/');
  return new Cell(page, 'conv1');
}

/** As a reader would check: the published cell again, and what it prints. */
async function expectToWork(cell: Cell): Promise<void> {
  await cell.root.getByRole('button', { name: /^More/ }).click();
  await cell.root.getByRole('button', { name: 'Reset to published' }).click();
  await cell.run.click();
  await cell.expectState('done');
  expect(await cell.printed()).toBe(summary);
}

for (const [what, source] of [
  ['an endless loop', 'while (true) {}'],
  ['an endless loop that waits', 'while (true) await tf.nextFrame();'],
] as const) {
  test(`Stop ends ${what}`, async ({ page }) => {
    const cell = await open(page);
    await cell.edit(source);
    await cell.run.click();
    await cell.expectState('running');
    await cell.stop.click();
    await cell.expectState('stopped');
    await expectToWork(cell);
  });
}

test('Stop between two runs takes back what waits', async ({ page }) => {
  // The next run waits until the photograph has gone through the network.
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/photos/square/**', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/conv3/');
  const conv3 = new Cell(page, 'conv3');
  const pad3 = new Cell(page, 'pad3');
  await expect(conv3.run).toBeEnabled();
  await conv3.run.click();
  await pad3.run.click();
  await conv3.expectState('done');
  await pad3.expectState('queued');
  const stop = page.locator('[data-kernel]').getByRole('button', { name: 'Stop' });
  await expect(stop).toBeVisible();
  await pad3.stop.click();
  await pad3.expectState('published');
  await expect(stop).toHaveCount(0);
  release();
  await expect(conv3.root.locator('[data-output="model"] canvas').first()).toBeVisible();
  await pad3.expectState('published');
});

test('an error is shown with its message and line; in the code its word is marked, until the next edit', async ({
  page,
}) => {
  const cell = await open(page);
  await cell.edit('const depth = 3;\n\nthrow new RangeError(`no depth ${depth}`);');
  await cell.run.click();
  await cell.expectState('error');
  await expect(cell.error).toContainText('RangeError');
  await expect(cell.error).toContainText('no depth 3');
  await expect(cell.error).toContainText('line 3');
  await cell.error.getByRole('button').click();
  const line = cell.root.locator('.cm-error-line');
  await expect(line).toHaveText('throw new RangeError(`no depth ${depth}`);');

  await cell.edit('const depth = 3;\nconsole.log(depth, nowhere);');
  await expect(line).toHaveCount(0);
  await cell.run.click();
  await expect(line).toHaveText('console.log(depth, nowhere);');
  // Where the name stands that is not defined.
  await expect(cell.root.locator('.cm-error-word')).toHaveText('nowhere');
  await expectToWork(cell);
});

test('an error stops a run at its cell; those below keep what they show', async ({ page }) => {
  await page.goto('/conv3/');
  const conv3 = new Cell(page, 'conv3');
  const pad3 = new Cell(page, 'pad3');
  const before = await pad3.printed();
  await conv3.edit('nowhere();');
  await pad3.run.click();
  await conv3.expectState('error');
  await expect(conv3.error).toContainText('nowhere');
  await pad3.expectState('stale');
  expect(await pad3.printed()).toBe(before);
});

test('ten thousand lines on the console leave the page usable', async ({ page }) => {
  const cell = await open(page);
  await cell.runSource('for (let line = 1; line <= 10_000; line += 1) console.log(`line ${line} of many`);');
  await expect(cell.root).toContainText('line 1 of many');
  await expect(cell.root).toContainText(/line 10000 of many|left out|omitted|not shown/);
  await expectToWork(cell);
});

test('allocating until memory is gone ends in a message', async ({ page }) => {
  const cell = await open(page);
  await cell.edit('const hoard: tf.Tensor[] = [];\nwhile (true) hoard.push(tf.ones([4096, 4096]));');
  await cell.run.click();
  await cell.expectState('error');
  await expect(cell.error).toContainText(/memory/i);
  await expectToWork(cell);
});

test('a lost WebGL context ends in a message, and the next run starts anew', async ({ page }) => {
  await chooseBackend(page, 'webgl');
  const cell = await open(page);
  await cell.edit(
    [
      'const gl = tf.backend().gpgpu.gl as WebGL2RenderingContext;',
      "gl.getExtension('WEBGL_lose_context')!.loseContext();",
      'await tf.ones([8]).data();',
      'await new Promise(() => {});',
    ].join('\n'),
  );
  await cell.run.click();
  await cell.expectState('error');
  await expect(cell.error).toContainText(/WebGL|graphics|GPU/);
  await expectToWork(cell);
});

test('a cell reaches neither the network nor what the browser keeps, and is told so', async ({ page }) => {
  const secrets: string[] = [];
  page.on('requestfinished', (request) => {
    if (request.url().includes('secret')) secrets.push(request.url());
  });
  const cell = await open(page);
  await cell.runSource(`const attempts = {
  fetch: () => fetch(location.origin + '/?secret'),
  socket: () => new WebSocket('wss://other.example/?secret'),
  module: () => eval("import(location.origin + '/pagefind/pagefind.js?secret')"),
  database: () => indexedDB.deleteDatabase('keyval-store'),
  caches: () => caches.keys(),
  files: () => navigator.storage.getDirectory(),
  worker: () => new Worker('data:text/javascript,'),
  page: () => postMessage({ type: 'run-ended', runId: 1, outcome: 'done' }),
  end: () => self.close(),
};
for (const [name, attempt] of Object.entries(attempts)) {
  try {
    await attempt();
    console.log(name, 'worked');
  } catch (error) {
    console.log(name, String(error));
  }
}`);
  const printed = await cell.printed();
  expect(printed.trim().split('\n')).toEqual([
    expect.stringContaining('fetch Error: “fetch” does not work here: cells have no access to the network.'),
    expect.stringContaining(
      'socket Error: “WebSocket” does not work here: cells have no access to the network.',
    ),
    expect.stringMatching(/^module TypeError/),
    expect.stringContaining('database Error: “indexedDB” does not work here'),
    expect.stringContaining('caches Error: “caches” does not work here'),
    expect.stringMatching(/^files TypeError/),
    expect.stringContaining('worker Error: “Worker” does not work here: cells start no workers'),
    expect.stringContaining(
      'page Error: “postMessage” does not work here: cells have no access to the page.',
    ),
    expect.stringContaining('end Error: “close” does not work here'),
  ]);
  expect(secrets).toEqual([]);
  await expectToWork(cell);
});
