/** What the chapter "Two towers" says in numbers, from the model and from the files of the site. */
import { describe, expect, test } from 'vitest';
import { authorsLog } from '../../src/model/authors-log';
import { memberOf } from '../../src/model/family/family';
import { rows } from '../../src/model/rows';
import {
  crossTalkNetwork,
  halvedLayers,
  type CrossTalk,
  type HalvedLayer,
} from '../../src/model/family/two-cards';
import { crossingOf, needsOf, needsOfHalf, totalOf } from '../../src/widgets/card-memory/memory';
import { chapterOf } from './chapters';
import { figuresOf } from './figures-of';

const total = (crossTalk: CrossTalk, what: 'parameters' | 'crossing') =>
  halvedLayers(crossTalkNetwork(crossTalk)).reduce((sum, layer) => sum + layer[what], 0);
const layerOf = (name: string): HalvedLayer => {
  const found = halvedLayers(crossTalkNetwork('paper')).find((layer) => layer.name === name);
  if (!found) throw new Error(`There is no layer "${name}".`);
  return found;
};
const notebook = needsOf(memberOf('notebook').network());
const paper = memberOf('paper').network();
const [run2012, raised, run2010] = authorsLog;
const wrong = (run = run2012, digits: 'top1' | 'top5' = 'top1') => 100 * (run?.errors?.[digits] ?? NaN);
const parametersOf = (id: 'paper' | 'two-towers') =>
  rows(memberOf(id).network()).reduce((sum, { parameters }) => sum + parameters, 0);

/** The figures as the text shows them, and what they are. */
const computed: Record<string, number> = {
  '27': layerOf('conv2').half[1] ?? 0,
  '13': layerOf('conv3').half[1] ?? 0,
  '48': layerOf('conv2').depth,
  '96': 2 * layerOf('conv2').depth,
  '192': layerOf('conv4').depth,
  '384': 2 * layerOf('conv4').depth,
  '128': layerOf('conv2').half[0] ?? 0,
  '0.4': (total('paper', 'parameters') - total('dense', 'parameters')) / 1e6,
  '61': total('paper', 'parameters') / 1e6,
  '58,624': total('paper', 'crossing'),
  '258,400': total('everywhere', 'crossing'),
  '942': (128 * notebook.outputs) / 1e6,
  '203': notebook.weights / 1e6,
  '2.7': totalOf(needsOf(paper), 128) / 1e9,
  '1.4': totalOf(needsOfHalf(paper), 128) / 1e9,
  '49,430,888': parametersOf('two-towers'),
  '60,965,224': parametersOf('paper'),
  '60,522,856': total('dense', 'parameters'),
  '25': run2012?.rates[1]?.epoch ?? 0,
  '51': run2012?.rates[2]?.epoch ?? 0,
  '79': run2012?.rates[3]?.epoch ?? 0,
  '91': run2012?.last ?? 0,
  '23': run2010?.rates[1]?.epoch ?? 0,
  '78': run2010?.rates[3]?.epoch ?? 0,
  '93': run2010?.last ?? 0,
  '67': run2012?.notes[2]?.epoch ?? 0,
  '68': run2010?.notes[0]?.epoch ?? 0,
  '72': run2012?.notes[3]?.epoch ?? 0,
  '0.001': raised?.rates[0]?.rate ?? 0,
  '135': raised?.last ?? 0,
  '40.664': wrong(),
  '18.210': wrong(run2012, 'top5'),
  '37.4727': wrong(run2010),
  '16.9987': wrong(run2010, 'top5'),
  '40.7': wrong(),
  '18.2': wrong(run2012, 'top5'),
  '37.5': wrong(run2010),
  '17.0': wrong(run2010, 'top5'),
  '40.3': wrong(raised),
  '18.0': wrong(raised, 'top5'),
};

/** Cited: the batch and passes of the paper, the rates of biases in the log, a constant of the formula, dropout, seams. */
const cited = ['90', '0.02', '0.002', '0.0001', '0.5', '46', '49'];
/** Of the learned kernels and the panda: src/widgets/colour-split/split.test.ts and src/widgets/seam/seam.test.ts. */
const measured = ['40', '29', '18', '16', '22', '11', '0.79', '0.03', '15'];

describe('the figures of "Two towers"', () => {
  const shown = figuresOf(chapterOf('two-towers').prose);

  test.each(Object.entries(computed))('%s', (figure, value) => {
    expect(shown).toContain(figure);
    const digits = figure.split('.')[1]?.length ?? 0;
    expect(Number(value.toFixed(digits))).toBe(Number(figure.replaceAll(',', '')));
  });

  test('no other figure stands in the text, and none is left over', () => {
    expect(new Set(shown)).toEqual(new Set([...Object.keys(computed), ...cited, ...measured]));
  });
});

test('outputs outgrow weights long before the paper’s batch', () => {
  expect(crossingOf(notebook)).toBeLessThan(128);
});

test('a border of two, or of one, where the dead line pads nothing: 74.6 million, and the paper’s total', () => {
  // Conv1, conv2, FC7 and the scores, and the convolutions from the third on.
  const rest = 34_944 + 307_456 + 16_781_312 + 4_097_000 + 885_120 + 663_936 + 442_624;
  const whole = (side: number) => rest + (256 * side * side + 1) * 4096;
  expect([5, 6, 7].map(whole)).toEqual([parametersOf('two-towers'), parametersOf('paper'), 74_596_712]);
});
