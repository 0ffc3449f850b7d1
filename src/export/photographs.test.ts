/** What the scripts do to photographs, and layers and losses beyond the notebook's. */
import { describe, expect, test } from 'vitest';
import type { Layer, Network } from '../model/layer';
import { conv2d, dense } from '../model/make-layer';
import { notebookNetwork } from '../model/networks';
import type { WordedLayer } from '../notebook/exported-model';
import { kerasScript, kerasSections } from './keras';
import { torchScript } from './torch';
import { exported, sgd } from '../../tests/support/export/exported';
import { kerasLayers, torchModules } from '../../tests/support/export/python-network';
import { syntaxErrors } from '../../tests/support/export/read-python';

describe('the photographs', () => {
  test.each([
    [1 / 58, 'SCALE = 0.017241379310344827  # of the values less the mean'],
    [1, 'SCALE = 1  # of the values less the mean'],
    [null, 'SCALE = 1  # the notebook trained on data of its own: write what it multiplied them with'],
  ])('are multiplied as in the training: %s', (scale, line) => {
    const model = exported(notebookNetwork(), { scale });
    const keras = kerasScript(model);
    const torch = torchScript(model);
    for (const script of [keras, torch]) expect(script.split('\n')).toContain(line);
    expect(keras).toContain('return (image - MEAN_COLOUR) * SCALE, label');
    // PyTorch divides by what it calls the standard deviation.
    expect(torch).toContain('v2.Normalize(MEAN_COLOUR, [1 / SCALE] * len(MEAN_COLOUR))');
  });

  test('less the mean colour that the network was trained with', () => {
    const model = exported({ ...notebookNetwork(), meanColour: [104, 117, 123] });
    for (const script of [kerasScript(model), torchScript(model)]) {
      expect(script).toContain('MEAN_COLOUR = (104, 117, 123)  # red, green, blue');
    }
  });

  test('may be fewer than a batch, and what an epoch has made is kept', () => {
    const model = exported(notebookNetwork());
    expect(kerasScript(model)).toContain(
      'batch_size = min(batch_size, len(dataset.file_paths)) // devices * devices',
    );
    for (const keras of [kerasScript(model), kerasSections(model).at(-1)?.code ?? ''])
      expect(keras).toMatch(/BackupAndRestore\([^]*callbacks=\[backup\]/);
    const torch = torchScript(model);
    expect(torch).not.toContain('drop_last=training,\n');
    expect(torch).toMatch(/for epoch in range\(begun, epochs\):[^]* {8}keep\(checkpoint, epoch \+ 1,/);
  });
});

const other = (
  name: string,
  className: string,
  outputShape: readonly number[],
  parameters: number,
): Layer => ({
  type: 'other',
  name,
  className,
  outputShape,
  parameters,
  trainableParameters: parameters / 2,
});
const worded: readonly WordedLayer[] = [
  {
    layer: 'norm',
    kind: 'batchNormalization',
    axis: 0,
    momentum: 0.9,
    epsilon: 0.001,
    center: true,
    scale: true,
  },
  { layer: 'mean', kind: 'globalPooling2d', takes: 'average', dataFormat: 'channelsFirst' },
  {
    layer: 'bare',
    kind: 'batchNormalization',
    axis: 0,
    momentum: 0.99,
    epsilon: 0.01,
    center: false,
    scale: false,
  },
];
const network: Network = {
  name: 'grey',
  inputShape: [1, 28, 28],
  layers: [
    conv2d('conv', 8, 5),
    other('norm', 'BatchNormalization', [8, 24, 24], 32),
    other('mean', 'GlobalAveragePooling2D', [8], 0),
    other('bare', 'BatchNormalization', [8], 16),
    dense('scores', 10),
  ],
};
const model = exported(network, {
  worded,
  training: { loss: 'softmaxCrossEntropy', optimizer: sgd },
  weights: [
    { layer: 'norm', weight: 'gamma', shape: [8], start: { kind: 'constant', value: 1 } },
    { layer: 'norm', weight: 'beta', shape: [8], start: { kind: 'constant', value: 0.5 } },
    { layer: 'norm', weight: 'moving_mean', shape: [8], start: { kind: 'constant', value: 0 } },
    { layer: 'norm', weight: 'moving_variance', shape: [8], start: { kind: 'constant', value: 1 } },
  ],
});

describe('a network of grey photographs with batch normalisation, global pooling and scores', () => {
  test('in Keras', () => {
    const python = kerasScript(model);
    expect(syntaxErrors(python)).toEqual([]);
    expect(kerasLayers(python).map(({ name, output, parameters }) => [name, output, parameters])).toEqual([
      ['conv', [24, 24, 8], 208],
      ['norm', [24, 24, 8], 32],
      ['mean', [8], 0],
      ['bare', [8], 16],
      ['scores', [10], 90],
    ]);
    expect(python).toContain('keras.Input((28, 28, 1)),');
    expect(python).toContain('color_mode="grayscale"');
    expect(python).toContain(
      'layers.BatchNormalization(momentum=0.9, epsilon=0.001, beta_initializer=initializers.Constant(0.5), name="norm")',
    );
    expect(python).toContain('loss=keras.losses.CategoricalCrossentropy(from_logits=True),');
  });

  test('in PyTorch', () => {
    const python = torchScript(model);
    expect(syntaxErrors(python)).toEqual([]);
    expect(
      torchModules(python, [1, 28, 28]).map(({ name, output, parameters }) => [name, output, parameters]),
    ).toEqual([
      ['conv', [8, 24, 24], 208],
      ['norm', [8, 24, 24], 32],
      ['mean', [8, 1, 1], 0],
      ['mean_flatten', [8], 0],
      ['bare', [8], 16],
      ['scores', [10], 90],
    ]);
    // 299 red, 587 green and 114 blue of 1000.
    expect(python).toContain('MEAN_COLOUR = (117.02,)  # grey');
    expect(python).toContain('v2.Grayscale(1),');
    expect(python).toContain('nn.BatchNorm2d(8, eps=0.001, momentum=0.1)');
    expect(python).toContain('nn.BatchNorm1d(8, eps=0.01, momentum=0.01, affine=False)');
    expect(python).toContain('nn.init.constant_(model.get_submodule("norm").bias, 0.5)');
    expect(python).not.toContain('model.get_submodule("norm").weight');
    expect(python).toContain('nn.functional.cross_entropy(outputs, labels)');
    expect(python).toContain('"moving_variance": "running_var",');
  });

  test('takes the largest of each map', () => {
    const largest = exported(network, {
      training: model.training,
      worded: worded.map((words) => (words.kind === 'globalPooling2d' ? { ...words, takes: 'max' } : words)),
    });
    expect(kerasScript(largest)).toContain('layers.GlobalMaxPooling2D(name="mean")');
    expect(torchScript(largest)).toContain('("mean", nn.AdaptiveMaxPool2d(1)),');
  });
});
