/** The opening chapter's figures: what is computed, and what the sources say. */
import { expect, test } from 'vitest';
import { rows } from '../../src/model/rows';
import { notebookNetwork } from '../../src/model/networks';
import { PHOTOGRAPH_SIDE } from '../../src/model/photograph';
import { stepsFrom, signposts } from '../../src/widgets/one-weight/one-weight';
import { chapterOf } from './chapters';
import { comparisons } from './evaluate';
import { figuresOf } from './figures-of';

/** The paper's abstract and sections 2 and 5; the contest's results; the mile by its definition. */
const cited = '15 22,000 1.2 1,000 15.3 26.2 26.172 15.315 90 580 1.609'.split(' ');
/** What a screen's byte holds, the examples that the text works out, and Conv1's window. */
const examples = ['255', '0.5', '1.5', '2.5', '11'];

const { prose, formulas } = chapterOf('basics');

test('its figures are computed, cited, or an example’s', () => {
  const network = rows(notebookNetwork());
  const parameters = network.reduce((sum, row) => sum + row.parameters, 0);
  const learned = stepsFrom(0.5, 0.02, 20).at(-1)!;
  const computed = [parameters.toLocaleString('en'), learned.toFixed(2)];
  const shown = figuresOf(prose);
  for (const figure of computed) expect(shown).toContain(figure);
  expect(shown.toSorted()).toEqual([...computed, ...cited, ...examples].toSorted());
});

test('its formulas hold, and are of this photograph, this network and these signposts', () => {
  const [pixels, , conv1, , loss] = formulas;
  expect(pixels).toContain(`${PHOTOGRAPH_SIDE}`);
  expect(conv1).toContain('363');
  expect(rows(notebookNetwork())[0]!.multiplyAdds).toBe(363 * 55 * 55 * 96);
  for (const { kilometres } of signposts) expect(loss).toContain(`- ${kilometres})^2`);
  for (const tex of [pixels, conv1, loss]) {
    expect(comparisons(tex!).map(({ holds }) => holds)).toEqual([true]);
  }
});

test('a reader is through with it in some ten minutes', () => {
  const words = prose.trim().split(' ').length;
  expect(words).toBeGreaterThan(900);
  expect(words).toBeLessThan(1700);
});
