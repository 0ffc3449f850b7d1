import { beforeAll, describe, expect, test } from 'vitest';
import { editedNotebook } from '../../../tests/support/export/edited-notebooks';
import { syntaxErrors } from '../../../tests/support/export/read-python';
import { runPython, type Program, type Told, type ToldLayer } from '../../../tests/support/export/run-python';
import { allCells, KernelUnderTest, printed } from '../../../tests/support/kernel-under-test';
import { notebookNetwork } from '../../model/networks';
import { rows } from '../../model/rows';
import type { Shape } from '../../model/layer';
import { stampCells } from '../../notebook/stamp';
import { TARGETS, translate, type SourceAbove, type TargetName } from './translate';

/** Networks of the cells by variable: of the notebook, its exercises and its slow cells. */
const ASKED = ['model', 'first', 'fixed', 'cards', 'dense', 'sliding', 'last', 'small', 'dresser', 'towers'];
const EDITED = 50;

interface Case {
  title: string;
  above: readonly SourceAbove[];
  source: string;
  /** By variable, as the live model tells them. */
  live: Readonly<Record<string, readonly ToldLayer[]>>;
  inputs: Readonly<Record<string, readonly Shape[]>>;
  isLast: boolean;
}

const stamped = stampCells(allCells());
let kernel: KernelUnderTest;
let cases: readonly Case[];
let told: readonly Told[] | null;
const programs: Program[] = [];
const translated = new Map<string, string>();

/** Without most of its numbers: no test looks at them. */
function narrowed(source: string): string {
  return source.replaceAll(/\b4096\b/g, '64');
}

/** Without what trains or fetches, which takes long and adds no layer. */
function building(source: string): string {
  return source
    .replace(/^await \w+\.fit\(.*?^\}\);$/ms, '')
    .replace(/^import \{ clothes \}.*?(?=^const activation)/ms, '')
    .replace(/^const \{ data, labels, heldOut \}.*?^\}\);$/ms, '');
}

/** What a notebook's networks are, asked of the live ones. */
async function ask(
  sources: readonly string[],
  asked: readonly string[],
): Promise<Pick<Case, 'live' | 'inputs'> | null> {
  const probe = asked
    .map(
      (name) => `console.log(JSON.stringify([${JSON.stringify(name)},
  ${name}.inputs.map((each) => each.shape.slice(1)),
  ${name}.layers.filter((each) => each.getClassName() !== 'InputLayer')
    .map((each) => [each.name, [each.outputShape].flat().slice(1), each.countParams()])]));`,
    )
    .join('\n');
  const steps = [...sources, probe].map((source, index) => ({ cellId: String(index), source }));
  const result = await kernel.run(steps);
  if (result.outcomes.some((outcome) => outcome.endsWith('error'))) return null;
  const lines = printed(result, String(sources.length)).trim().split('\n');
  const networks = lines.map((line) => JSON.parse(line) as [string, Shape[], ToldLayer[]]);
  return {
    live: Object.fromEntries(networks.map(([name, , layers]) => [name, layers])),
    inputs: Object.fromEntries(networks.map(([name, inputs]) => [name, inputs])),
  };
}

function publishedCases(): readonly Omit<Case, 'live' | 'inputs'>[] {
  return stamped.map(({ cell, source, above }) => ({
    title: cell.id,
    above: above.map(({ cellId }) => {
      const found = stamped.find((other) => other.cell.id === cellId);
      return { source: narrowed(found?.source ?? ''), slow: found?.cell.slow ?? false };
    }),
    source: narrowed(source),
    isLast: false,
  }));
}

beforeAll(async () => {
  kernel = await KernelUnderTest.start();
  const found: Case[] = [];
  for (const one of publishedCases()) {
    const declared = ASKED.filter((name) =>
      new RegExp(`const ${name} = (tf\\.(sequential|model)|alexnet)\\(`).test(one.source),
    );
    const asked = /\bmodel\.add\(/.test(one.source) ? ['model'] : declared.filter((name) => name !== 'model');
    const sources = [...one.above.map(({ source }) => source), building(one.source)];
    const live = asked.length === 0 ? null : await ask(sources, asked);
    if (asked.length > 0 && live === null) throw new Error(`${one.title} does not run.`);
    found.push({ ...one, live: live?.live ?? {}, inputs: live?.inputs ?? {} });
  }
  for (let seed = 1; found.filter(({ title }) => title.startsWith('edited')).length < EDITED; seed++) {
    const sources = editedNotebook(seed);
    const live = await ask(sources, ['model']);
    if (live === null) continue;
    const above = sources.slice(0, -1).map((source) => ({ source, slow: false }));
    const isLast = sources.some((source) => source.includes("'channelsLast'"));
    found.push({ title: `edited ${seed}`, above, source: sources.at(-1) ?? '', isLast, ...live });
  }
  cases = found;
  for (const target of TARGETS) {
    for (const one of cases) {
      const cells = [...one.above.map(({ source }) => source), one.source];
      const texts = cells.map((source, index) => textOf(cells, one.above, index, source, target));
      const inputs = Object.fromEntries(
        Object.entries(one.inputs).map(([name, shapes]) => [
          name,
          shapes.map((shape) => channelsFirst(shape, one.isLast)),
        ]),
      );
      programs.push({ cells: texts, inputs });
    }
  }
  told = runPython(programs);
}, 240_000);

function textOf(
  cells: readonly string[],
  above: readonly SourceAbove[],
  index: number,
  source: string,
  target: TargetName,
): string {
  const key = JSON.stringify([cells.slice(0, index + 1), target]);
  const known = translated.get(key) ?? translate(above.slice(0, index), source, target).python;
  translated.set(key, known);
  return known;
}

function channelsFirst(shape: Shape, isLast: boolean): Shape {
  const [height = 0, width = 0, channels = 0] = shape;
  return isLast && shape.length === 3 ? [channels, height, width] : shape;
}

/** The layers without their names, in an order of their own: a function's layers have no names in the text. */
function unnamed(layers: readonly ToldLayer[]): readonly string[] {
  return layers.map(([, ...rest]) => JSON.stringify(rest)).sort();
}

/** A layer's modules as one: PyTorch pads and activates in modules of their own. */
function joined(
  live: readonly ToldLayer[],
  modules: readonly ToldLayer[],
  extra: RegExp,
): readonly ToldLayer[] {
  expect(
    modules.filter(
      ([name]) =>
        !live.some(([own]) => name === own || (name.startsWith(own) && extra.test(name.slice(own.length)))),
    ),
  ).toEqual([]);
  return live.flatMap(([name]) => {
    const own = modules.filter(
      ([other]) => other === name || (other.startsWith(name) && extra.test(other.slice(name.length))),
    );
    const last = own.at(-1);
    return last ? [[name, last[1], own.reduce((sum, [, , parameters]) => sum + parameters, 0)] as const] : [];
  });
}

describe('every published cell and fifty edited notebooks', () => {
  test('there are as many as there should be, and cells with networks among them', () => {
    expect(cases.filter(({ live }) => Object.keys(live).length > 0).length).toBeGreaterThan(EDITED + 12);
  });

  test('what is written parses as Python', () => {
    const wrong = [...translated.values()].filter((python) => syntaxErrors(python).length > 0);
    expect(wrong).toEqual([]);
  });

  test.for([...TARGETS.entries()])(
    'it runs, and has the live layers, shapes and counts: %s',
    ([at, target]) => {
      if (told === null) return;
      const results = told.slice(at * cases.length, (at + 1) * cases.length);
      for (const [index, result] of results.entries()) {
        const one = cases[index]!;
        if ('error' in result) {
          expect.fail(
            `${target}, ${one.title}: ${result.error}\n${programs[at * cases.length + index]?.cells.join('\n') ?? ''}`,
          );
        }
        for (const [name, live] of Object.entries(one.live)) {
          const written = result.networks[name] ?? [];
          if (written.some(([layer]) => (layer as string | null) === null)) {
            expect(unnamed(written), `${target}, ${one.title}`).toEqual(unnamed(live));
            continue;
          }
          const isTorch = target === 'torch';
          const expected = live
            .filter(([layer]) => !isTorch || !layer.startsWith('concatenate'))
            .map(([layer, output, parameters]) => [
              layer,
              channelsFirst(output, isTorch && one.isLast),
              parameters,
            ]);
          const names = live.map(([layer, ...rest]) => [layer, ...rest] as const);
          expect(
            joined(names, written, isTorch ? /^_(?!overhang)\w+$/ : /^_overhang$/),
            `${target}, ${one.title}`,
          ).toEqual(expected);
        }
      }
    },
  );

  test('the whole notebook comes to its 50,844,008 parameters', () => {
    const above = stamped
      .filter(({ cell }) => cell.in !== null && cell.in < 166)
      .map(({ source }) => ({ source, slow: false }));
    for (const target of TARGETS) {
      const model = translate(above, 'model.summary();', target).networks.get('model');
      const expected = rows(notebookNetwork());
      expect(model?.placed.map(({ is, output }) => [is.layer, output])).toEqual(
        expected.map(({ layer, output }) => [layer, output]),
      );
    }
  });
});
