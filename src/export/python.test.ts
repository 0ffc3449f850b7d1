import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Layer, Network } from '../model/layer';
import { activation, conv2d, dense, flatten, maxPooling2d } from '../model/make-layer';
import { notebookNetwork } from '../model/networks';
import { paperNetwork } from '../model/family/reference-networks';
import { rows, type Row } from '../model/rows';
import type { ExportedModel } from '../notebook/exported-model';
import { kerasScript, kerasSections } from './keras';
import { torchScript } from './torch';
import { ExportRefusal } from './trainable';
import { fits, networks } from '../../tests/support/model/networks';
import { exported, sgd } from '../../tests/support/export/exported';
import { kerasLayers, torchModules, type WrittenLayer } from '../../tests/support/export/python-network';
import { syntaxErrors } from '../../tests/support/export/read-python';

const CLASSIFIERS = 120;

/** The sizes of an image, channels first or last, as the row's layer does not keep them. */
function outputOf({ output, dataFormat }: Row, wanted: Row['dataFormat']): number[] {
  if (output.length !== 3 || dataFormat === wanted) return [...output];
  const [a = 0, b = 0, c = 0] = output;
  return wanted === 'channelsLast' ? [b, c, a] : [c, a, b];
}

function checkKeras(model: ExportedModel): void {
  const python = kerasScript(model);
  expect(syntaxErrors(python)).toEqual([]);
  expect(kerasLayers(python).map(({ name, output, parameters }) => ({ name, output, parameters }))).toEqual(
    rows(model.network).map((row) => ({
      name: row.layer.name,
      output: outputOf(row, 'channelsLast'),
      parameters: row.parameters,
    })),
  );
}

/** A layer's module, with those that pad before it and activate after it. */
function modulesOf(modules: readonly WrittenLayer[], name: string): WrittenLayer[] {
  return modules.filter((module) => module.name === name || module.name.startsWith(`${name}_`));
}

function checkTorch(model: ExportedModel): void {
  const python = torchScript(model);
  expect(syntaxErrors(python)).toEqual([]);
  const table = rows(model.network);
  const [first] = table;
  const [a = 0, b = 0, c = 0] = first?.input ?? [];
  const modules = torchModules(python, first?.dataFormat === 'channelsFirst' ? [a, b, c] : [c, a, b]);
  const found = table.map(({ layer: { name } }) => modulesOf(modules, name));
  expect(found.flat()).toEqual(modules);
  expect(
    found.map((of) => ({
      output: of.at(-1)?.output,
      parameters: of.reduce((sum, { parameters }) => sum + parameters, 0),
    })),
  ).toEqual(table.map((row) => ({ output: outputOf(row, 'channelsFirst'), parameters: row.parameters })));
}

/** A random stack made one that takes photographs and ends in classes, its softmax within the last layer or after it. */
function classifier({ inputShape, layers }: Network, useBias: boolean, isFused: boolean): Network {
  const [first] = layers;
  const format = first && 'dataFormat' in first ? first.dataFormat : 'channelsFirst';
  const sizes = (inputShape ?? [])
    .slice(format === 'channelsFirst' ? 1 : 0)
    .slice(0, 2)
    .map((size) => 3 * size);
  const body = layers.filter(({ type }) => type !== 'flatten' && type !== 'dense');
  return {
    name: 'random',
    inputShape: format === 'channelsFirst' ? [3, ...sizes] : [...sizes, 3],
    layers: [
      ...body.map((layer): Layer => ('dataFormat' in layer ? { ...layer, dataFormat: format } : layer)),
      { ...flatten('flatten'), dataFormat: format },
      dense('hidden', 7, { activation: 'relu', useBias }),
      dense('scores', 5, { activation: isFused ? 'softmax' : 'linear' }),
      ...(isFused ? [] : [activation('probabilities', 'softmax')]),
    ],
  };
}

describe('the generated text comes to the model’s layers, shapes and parameters', () => {
  test.for([
    ['the notebook', notebookNetwork(), 50_844_008],
    [
      'twelve classes and linear scores',
      notebookNetwork({ nClasses: 12, linearLogits: true, width: 1 / 8 }),
      null,
    ],
    ['other classes', notebookNetwork({ nClasses: 10 }), null],
    ['the paper’s, with groups and same padding', paperNetwork(), 60_965_224],
  ] as const)('%s', ([, network, total]) => {
    const model = exported(network);
    checkKeras(model);
    checkTorch(model);
    if (total === null) return;
    const sum = (layers: readonly WrittenLayer[]) =>
      layers.reduce((all, { parameters }) => all + parameters, 0);
    expect(sum(kerasLayers(kerasScript(model)))).toBe(total);
    expect(sum(torchModules(torchScript(model), [3, 227, 227]))).toBe(total);
  });

  test('random networks, in either data format', { timeout: 60_000 }, () => {
    let refused = 0;
    const activations = ['relu', 'tanh', 'selu', 'swish', 'softplus'];
    const classifiers = fc
      .tuple(networks({ activations }), fc.boolean(), fc.boolean())
      .map(([network, useBias, isFused]) => classifier(network, useBias, isFused))
      .filter(fits);
    const check = (network: Network) => {
      checkKeras(exported(network));
      try {
        checkTorch(exported(network));
      } catch (error) {
        if (!(error instanceof ExportRefusal)) throw error;
        expect(error.message).toMatch(/averages with padding: 'same'/);
        refused++;
      }
    };
    fc.assert(fc.property(classifiers, check), { numRuns: CLASSIFIERS, seed: 1 });
    expect(refused).toBeLessThan(CLASSIFIERS / 4);
  });
});

describe('what the layers are told', () => {
  const called = (python: string, name: string, layers = kerasLayers(python)) =>
    layers.find((layer) => layer.name === name)?.call;
  const model = exported(notebookNetwork());
  const modules = torchModules(torchScript(model), [3, 227, 227]);

  test('response normalisation: PyTorch divides alpha by the channels it sums, Keras’s layer does not', () => {
    expect(called(kerasScript(model), 'LRN1')?.named).toMatchObject({ n: 5, k: 2, alpha: 1e-4, beta: 0.75 });
    const torch = modules.find(({ name }) => name === 'LRN2')?.call;
    expect(torch?.args).toEqual([5]);
    expect(torch?.named['k']).toBe(2);
    expect(torch?.named['beta']).toBe(0.75);
    expect(Number(torch?.named['alpha']) / 5).toBeCloseTo(1e-4, 12);
  });

  test('dropout and activations', () => {
    expect(called(kerasScript(model), 'dropout_18')?.args).toEqual([0.4]);
    expect(modules.find(({ name }) => name === 'dropout_18')?.call.args).toEqual([0.4]);
    expect(called(kerasScript(model), 'activation_85')?.args).toEqual(['softmax']);
    expect(modules.at(-1)?.call).toMatchObject({ callee: 'nn.Softmax', args: [1] });
  });

  test('a window that reaches over the edge: infinity for a maximum, uneven sides as TensorFlow has them', () => {
    const network: Network = {
      name: 'same',
      inputShape: [3, 32, 32],
      layers: [
        conv2d('conv', 4, 3, { strides: 2, padding: 'same' }),
        maxPooling2d('pool', 2, { strides: 1, padding: 'same' }),
        flatten('flat'),
        dense('scores', 2, { activation: 'softmax' }),
      ],
    };
    const python = torchScript(exported(network));
    expect(python).toContain('("conv_padding", nn.ZeroPad2d((0, 1, 0, 1))),');
    expect(python).toContain('("pool_padding", nn.ConstantPad2d((0, 1, 0, 1), float("-inf"))),');
  });

  test('weights that start otherwise than by default', () => {
    const python = (of: (model: ExportedModel) => string) =>
      of(
        exported(notebookNetwork(), {
          weights: [
            {
              layer: 'Conv1',
              weight: 'kernel',
              shape: [11, 11, 3, 96],
              start: { kind: 'normal', mean: 0, deviation: 0.01 },
            },
            { layer: 'Conv1', weight: 'bias', shape: [96], start: { kind: 'constant', value: 1 } },
            { layer: 'Conv2', weight: 'kernel', shape: [5, 5, 96, 256], start: { kind: 'glorotUniform' } },
            { layer: 'Conv2', weight: 'bias', shape: [256], start: { kind: 'constant', value: 0 } },
          ],
        }),
      );
    expect(syntaxErrors(python(kerasScript))).toEqual([]);
    expect(syntaxErrors(python(torchScript))).toEqual([]);
    expect(python(kerasScript)).toContain('from keras import initializers, layers, ops');
    expect(python(kerasScript)).toContain(
      'layers.Conv2D(96, 11, strides=4, kernel_initializer=initializers.RandomNormal(stddev=0.01), bias_initializer="ones", name="Conv1")',
    );
    expect(python(kerasScript)).toContain('layers.Conv2D(256, 5, name="Conv2")');
    expect(python(torchScript)).toContain('nn.init.normal_(model.get_submodule("Conv1").weight, 0, 0.01)');
    expect(python(torchScript)).toContain('nn.init.constant_(model.get_submodule("Conv1").bias, 1)');
    expect(python(torchScript)).not.toContain('get_submodule("Conv2")');
  });

  test('the notebook’s optimiser, decaying with every update', () => {
    expect(kerasScript(model)).toMatch(/InverseTimeDecay\(\s*0\.01, decay_steps=1, decay_rate=0\.0005\s*\)/);
    expect(kerasScript(model)).toContain('optimizer=keras.optimizers.SGD(rate, momentum=0.9),');
    expect(torchScript(model)).toContain('KerasSGD(model.parameters(), lr=0.01, momentum=0.9)');
    expect(torchScript(model)).toContain('LambdaLR(optimizer, lambda update: 1 / (1 + 0.0005 * update))');
    const other = exported(notebookNetwork(), {
      training: {
        loss: 'sparseCategoricalCrossentropy',
        optimizer: { ...sgd, decay: 0, momentum: 0.5, nesterov: true },
      },
    });
    expect(kerasScript(other)).toContain('SGD(rate, momentum=0.5, nesterov=True)');
    expect(kerasScript(other)).toContain('loss="sparse_categorical_crossentropy"');
    expect(kerasScript(other)).toContain('label_mode="int"');
    expect(syntaxErrors(kerasScript(other))).toEqual([]);
    expect(syntaxErrors(torchScript(other))).toEqual([]);
  });

  test('the notebook’s sections are the script’s, each a program part by itself', () => {
    const sections = kerasSections(model);
    for (const { code } of sections) expect(syntaxErrors(code)).toEqual([]);
    const script = kerasScript(model);
    const shared = sections.filter(({ code }) => script.includes(code.trim()));
    // All but the last, which stands in place of the command line.
    expect(shared).toEqual(sections.slice(0, -1));
  });
});
