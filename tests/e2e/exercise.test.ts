/** Exercises: judged in the kernel, helped along, remembered, and counted through the course. */
import { expect, test, type Page } from '@playwright/test';
import { Cell } from './cell';
import { recordedCells } from './course';

const path = '/conv2/';

interface Opened {
  cell: Cell;
  /** The whole of it: task, cell, hints and solution. */
  exercise: ReturnType<Page['locator']>;
  verdict: ReturnType<Page['locator']>;
  mark: ReturnType<Page['locator']>;
}

async function open(page: Page, id = 'conv2-padding'): Promise<Opened> {
  await page.goto(path);
  return opened(page, id);
}

function opened(page: Page, id = 'conv2-padding'): Opened {
  const exercise = page.locator('.exercise').filter({ has: page.locator(`[data-cell="${id}"]`) });
  return {
    cell: new Cell(page, id),
    exercise,
    verdict: exercise.locator('[data-verdict]'),
    mark: exercise.locator('[data-exercise]'),
  };
}

async function putSolution({ exercise }: Opened): Promise<void> {
  await exercise.locator('.solution summary').click();
  await exercise.getByRole('button', { name: 'Put it into the cell' }).click();
  await expect(exercise.getByText('The solution is in the cell.')).toBeVisible();
}

test('the cell as it stands is judged, in numbers, and the verdict is announced', async ({ page }) => {
  const { cell, verdict, mark } = await open(page);
  await expect(cell.root).toHaveAccessibleName('Cell exercise 4.1');
  await expect(verdict).toHaveCount(0);
  await cell.runToEnd();
  await expect(verdict).toHaveText(
    /^\s*Not yet\.\s+The convolution makes 256 × 23 × 23; the paper’s makes 256 × 27 × 27\.\s*$/,
  );
  await expect(cell.root.locator('[aria-live="polite"]').first()).toHaveText(
    /^Cell exercise 4\.1: ran in .*\. Not yet\. The convolution makes 256 × 23 × 23/,
  );
  await expect(mark).toBeHidden();
});

test('a hint is there when the one before it has been read', async ({ page }) => {
  const { exercise } = await open(page);
  const hints = exercise.locator('.hint');
  await expect(hints.nth(0)).toBeVisible();
  await expect(hints.nth(1)).toBeHidden();
  await hints.nth(0).locator('summary').focus();
  await page.keyboard.press('Enter');
  await expect(hints.nth(1)).toBeVisible();
});

test('the solution goes into the cell, and the reader’s own text comes back', async ({ page }) => {
  const place = await open(page);
  const { cell, exercise } = place;
  await cell.edit('const fixed = 1;');
  await putSolution(place);
  await expect(cell.root.locator('[data-code]')).toBeFocused();
  await expect.poll(() => cell.source()).toContain("padding: 'same'");
  await cell.root.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(() => cell.source()).toBe('const fixed = 1;');
  await exercise.getByRole('button', { name: 'Put it into the cell' }).click();
  await expect.poll(() => cell.source()).toContain("padding: 'same'");
});

test('the solution goes into the cell also where the browser denies tabs their channel', async ({ page }) => {
  await page.addInitScript(() => {
    window.BroadcastChannel = new Proxy(BroadcastChannel, {
      construct() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  const place = await open(page);
  await expect(place.cell.run).toBeEnabled();
  await putSolution(place);
});

for (const [what, missing, message] of [
  [
    'the list of cells',
    '**/cells.json',
    /^The solution could not be put in: the list of cells was not fetched\./,
  ],
  ['what puts it there', /put-solution/, /^This could not be fetched\./],
] as const) {
  test(`without ${what} the reader is told that the solution is not in the cell`, async ({ page }) => {
    await page.route(missing, (route) => route.abort());
    const { cell, exercise } = await open(page);
    await expect(cell.run).toBeEnabled();
    const before = await cell.source();
    await exercise.locator('.solution summary').click();
    await exercise.getByRole('button', { name: 'Put it into the cell' }).click();
    await expect(page.getByText(message)).toBeVisible();
    await expect(exercise.getByText('The solution is in the cell.')).toHaveCount(0);
    expect(await cell.source()).toBe(before);

    await page.unroute(missing);
    await exercise.getByRole('button', { name: 'Put it into the cell' }).click();
    await expect(exercise.getByText('The solution is in the cell.')).toBeVisible();
    await expect(page.getByText(message)).toBeHidden();
  });
}

test('what is done stays done, through later mistakes and a reload, and is counted everywhere', async ({
  page,
}) => {
  const place = await open(page);
  const { cell, verdict, mark } = place;
  await expect(cell.run).toBeEnabled();
  await putSolution(place);
  await cell.runToEnd();
  await expect(verdict).toContainText('Done.');
  await expect(mark).toBeVisible();

  await cell.runSource((await cell.source()).replace("'same'", "'valid'"));
  await expect(verdict).toContainText('Not yet.');
  await expect(mark).toBeVisible();

  await page.reload();
  await expect(mark).toBeVisible();
  await page.getByRole('button', { name: /^Contents/ }).click();
  const chapter = page.locator('#contents').getByRole('link', { name: /The second convolution/ });
  await expect(chapter).toContainText('1 of 2 exercises done');

  await page.goto('/conv3/');
  await expect(page.locator('.chapter-turn').getByRole('link', { name: /Chapter 4/ })).toContainText(
    '1 of 2 exercises done',
  );
  await page.goto('/');
  await expect(page.getByText('1 of 23 exercises done')).toBeVisible();
});

test('another tab shows at once what was done in this one', async ({ page, context }) => {
  const other = await context.newPage();
  await other.goto('/');
  await expect(other.getByText('23 exercises', { exact: true })).toBeVisible();
  const place = await open(page);
  await expect(place.cell.run).toBeEnabled();
  await putSolution(place);
  await place.cell.runToEnd();
  await expect(other.getByText('1 of 23 exercises done')).toBeVisible();
});

test('a cell of the course below takes no notice of an exercise', async ({ page }) => {
  const recorded = recordedCells.find(({ id }) => id === 'conv3');
  const { cell } = await open(page);
  await cell.runSource("model.add(tf.layers.activation({ activation: 'relu' }));\nconst fixed = model;");
  await page.getByRole('link', { name: /^Next: chapter 5/ }).click();
  const conv3 = new Cell(page, 'conv3');
  await expect(conv3.run).toBeEnabled();
  await conv3.runToEnd();
  expect(await conv3.printed()).toBe(recorded?.summary);
  await expect(conv3.root).toHaveAttribute('data-execution-count', '159');
});

test('a name that the check needs and the cell lacks is named, and so is the line of an error', async ({
  page,
}) => {
  const { cell, verdict } = await open(page);
  await cell.runSource('const repaired = tf.sequential();');
  await expect(verdict).toContainText('Not yet. The check looks at fixed, and nothing that ran declares it.');
  const search = opened(page, 'fitting-pairs');
  await search.cell.runSource('function search() {\n  throw new RangeError("too wide");\n}');
  await expect(search.verdict).toContainText('The check could not go on: RangeError in line 2: too wide');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('tasks, hints and solutions can be read', async ({ page }) => {
    const { exercise } = await open(page);
    await expect(exercise.getByRole('heading', { name: /Thirteen without a ring/ })).toBeVisible();
    await exercise.locator('.hint summary').first().click();
    await expect(exercise.getByText('What does padding say')).toBeVisible();
    await exercise.locator('.solution summary').click();
    await expect(exercise.locator('.solution pre')).toContainText("padding: 'same'");
    await expect(exercise.getByRole('button')).toBeHidden();
  });
});
