/** Every network of the family, as training code and as a cell: run against stand-ins for Keras and PyTorch. */
import { expect, test } from 'vitest';
import { exported } from '../../tests/support/export/exported';
import { syntaxErrors } from '../../tests/support/export/read-python';
import { runPython, type Program, type ToldLayer } from '../../tests/support/export/run-python';
import { FAMILY } from '../model/family/family';
import type { Network, Shape } from '../model/layer';
import { dense } from '../model/make-layer';
import { rows, type Row } from '../model/rows';
import { cellSource } from './cell-source';
import { TARGETS, translate, type TargetName } from './cells/translate';
import { kerasScript, kerasSections } from './keras';
import { torchScript } from './torch';

/** A network that ends in scores is trained by a loss that takes the softmax. */
function training(network: Network) {
  const last = network.layers.at(-1);
  const isSoftmax = last !== undefined && 'activation' in last && last.activation === 'softmax';
  return exported(network, {
    ...(!isSoftmax && {
      training: {
        loss: 'softmaxCrossEntropy',
        optimizer: { kind: 'sgd', learningRate: 0.01, decay: 0, momentum: 0.9, nesterov: false },
      },
    }),
  });
}

const kerasHead = 'import keras\nfrom keras import layers, ops\n';
const torchHead = 'import torch\nfrom torch import nn\nfrom collections import OrderedDict\n';

const families = FAMILY.map(({ id, network }) => ({ id, network: network() }));

function sections(network: Network): string {
  const wanted = ['Local response normalisation', 'The network'];
  const found = kerasSections(training(network)).filter(({ title }) => wanted.includes(title));
  return [kerasHead, ...found.map(({ code }) => code), 'model = build()'].join('\n');
}

function modules(network: Network): string {
  const [before = ''] = torchScript(training(network)).split('\n@torch.no_grad()\ndef start');
  const start = before.search(/^(class|def build)/m);
  return `${torchHead}${before.slice(start)}\nmodel = build()`;
}

/** As PyTorch and Keras read images; the notebook reads them channels first. */
function inOrder({ output }: Pick<Row, 'output'>, isKeras: boolean): Shape {
  const [channels = 0, height = 0, width = 0] = output;
  return isKeras && output.length === 3 ? [height, width, channels] : output;
}

/** What a layer's own module and those beside it come to. */
function joined(name: string, told: readonly ToldLayer[]): Omit<ToldLayer, 0> | undefined {
  const own = told.filter(([each]) => each === name || each.startsWith(`${name}_`));
  const last = own.at(-1);
  return last && ([last[1], own.reduce((sum, [, , parameters]) => sum + parameters, 0)] as never);
}

/** As a cell that builds it, in Python. */
function cell(network: Network, target: TargetName): string {
  return translate([], cellSource(network, { variable: 'model' }), target).python;
}

function check(programs: readonly Program[], isKeras: (index: number) => boolean, isLast: boolean): void {
  const told = runPython(programs);
  // A machine without Python has the parsed text alone.
  if (told === null) return;
  for (const [index, result] of told.entries()) {
    const { id, network } = families[Math.floor(index / 2)]!;
    if ('error' in result) throw new Error(`${id}: ${result.error}`);
    const layers = result.networks['model'] ?? [];
    const expected = rows(network).filter(({ layer }) => isKeras(index) || layer.type !== 'concatenate');
    expect(
      expected.map(({ layer }) => joined(layer.name, layers)),
      id,
    ).toEqual(expected.map((row) => [inOrder(row, isLast && isKeras(index)), row.parameters]));
  }
}

test('every row of every network as training code', () => {
  expect(families.length).toBeGreaterThan(6);
  for (const { network } of families) {
    expect(syntaxErrors(kerasScript(training(network)))).toEqual([]);
    expect(syntaxErrors(torchScript(training(network)))).toEqual([]);
  }
  const programs = families.flatMap(({ network }) =>
    [sections(network), modules(network)].map((text) => ({
      cells: [text],
      inputs: { model: [network.inputShape ?? []] },
    })),
  );
  check(programs, (index) => index % 2 === 0, true);
});

test('every row of every network as a cell in Python', () => {
  const programs = families.flatMap(({ network }) =>
    TARGETS.map((target) => ({
      cells: [cell(network, target)],
      inputs: { model: [network.inputShape ?? []] },
    })),
  );
  check(programs, (index) => index % 2 === 0, false);
});

test('layers that have the names of the code’s own', () => {
  const named = (name: string): Network => {
    const layer = { type: 'dropout', rate: 0.5 } as const;
    return {
      name: 'named',
      inputShape: [3, 8, 8],
      layers: [
        { ...layer, name },
        { ...layer, name: 'second' },
        { type: 'concatenate', name: 'joined', axis: 1 },
        { type: 'flatten', name: 'flat', dataFormat: 'channelsFirst' },
        dense('scores', 5, { activation: 'softmax' }),
      ],
      takes: { second: [null], joined: [name, 'second'], flat: ['joined'], scores: ['flat'] },
    };
  };
  const keras = kerasScript(training(named('inputs')));
  expect(keras).toContain('inputs_2 = layers.Dropout(0.5, name="inputs")(inputs)');
  expect(keras).toContain('second = layers.Dropout(0.5, name="second")(inputs)');
  const torch = torchScript(training(named('lambda')));
  expect(torch).toContain('self.add_module("lambda", nn.Dropout(0.5))');
  expect(torch).toContain('lambda_ = self.get_submodule("lambda")(x)');
  expect(() => torchScript(training(named('half')))).toThrow(/PyTorch takes no layer by the name half/);
});
