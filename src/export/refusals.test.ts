import { describe, expect, test } from 'vitest';
import type { Layer, Network } from '../model/layer';
import {
  activation,
  conv2d,
  dense,
  dropout,
  flatten,
  localResponseNormalization,
  maxPooling2d,
} from '../model/make-layer';
import type { ExportedModel, WordedLayer } from '../notebook/exported-model';
import { kerasScript, kerasSections } from './keras';
import { torchScript } from './torch';
import { ExportRefusal } from './trainable';
import { exported, training } from '../../tests/support/export/exported';

describe('refused, with the reason', () => {
  const chain = (...layers: Layer[]): Network => ({ name: 'chain', inputShape: [3, 32, 32], layers });
  const scores = [flatten('flat'), dense('scores', 5), activation('softmax', 'softmax')];
  const pooled: Layer = {
    type: 'other',
    name: 'mean',
    className: 'GlobalAveragePooling2D',
    outputShape: [2],
    parameters: 0,
    trainableParameters: 0,
  };
  const normalized = (
    words: Partial<Extract<WordedLayer, { kind: 'batchNormalization' }>>,
    trainableParameters = 6,
  ): ExportedModel =>
    exported(
      chain(
        {
          type: 'other',
          name: 'norm',
          className: 'BatchNormalization',
          outputShape: [3, 32, 32],
          parameters: 12,
          trainableParameters,
        },
        ...scores,
      ),
      {
        worded: [
          {
            layer: 'norm',
            kind: 'batchNormalization',
            axis: 0,
            momentum: 0.99,
            epsilon: 0.001,
            center: true,
            scale: true,
            ...words,
          },
        ],
      },
    );
  const refusals: readonly (readonly [string, ExportedModel, RegExp])[] = [
    ['nothing', exported({ name: '', inputShape: null, layers: [] }), /no layers yet/],
    ['branches', exported({ ...chain(...scores), undrawn: 'It branches.' }), /^It branches\.$/],
    ['not compiled', exported(chain(...scores), { training: null }), /not compiled yet/],
    [
      'another optimiser',
      exported(chain(...scores), {
        training: { loss: 'categoricalCrossentropy', optimizer: { kind: 'other', className: 'Adam' } },
      }),
      /compiled with Adam/,
    ],
    [
      'another loss',
      exported(chain(...scores), { training: { ...training, loss: 'meanSquaredError' } }),
      /the loss meanSquaredError/,
    ],
    [
      'a loss of its own',
      exported(chain(...scores), { training: { ...training, loss: null } }),
      /a loss of its own/,
    ],
    [
      'a regulariser',
      exported(chain(...scores), { beyond: ['scores has a kernelRegularizer'] }),
      /scores has a kernelRegularizer\./,
    ],
    [
      'an unknown layer',
      exported(
        chain(
          {
            type: 'other',
            name: 'norm',
            className: 'LayerNormalization',
            outputShape: [3, 32, 32],
            parameters: 4,
            trainableParameters: 2,
          },
          ...scores,
        ),
      ),
      /norm is of the class LayerNormalization/,
    ],
    [
      'an embedding, by its name',
      exported({
        name: 'words',
        inputShape: [20],
        layers: [
          {
            type: 'other',
            name: 'words',
            className: 'Embedding',
            outputShape: [20, 8],
            parameters: 800,
            trainableParameters: 800,
          },
          ...scores,
        ],
      }),
      /words is of the class Embedding/,
    ],
    [
      'batch normalisation of another axis',
      normalized({ axis: 1 }),
      /norm normalises \[3, 32, 32\] over axis 2.*give it axis: 1/,
    ],
    ['frozen batch normalisation', normalized({}, 0), /norm is frozen/],
    [
      'global pooling that reads another way',
      exported(chain(conv2d('conv', 2, 3), pooled, dense('scores', 5, { activation: 'softmax' })), {
        worded: [{ layer: 'mean', kind: 'globalPooling2d', takes: 'max', dataFormat: 'channelsLast' }],
      }),
      /mean reads its input channels last, conv reads it channels first/,
    ],
    [
      'a frozen layer',
      exported(chain(conv2d('fixed', 2, 3, { frozen: true }), ...scores)),
      /fixed is frozen, but the code trains every layer/,
    ],
    ['no softmax', exported(chain(flatten('flat'), dense('scores', 5))), /ends in scores, not in a softmax/],
    ['dropout after the softmax', exported(chain(...scores, dropout('late', 0.5))), /ends in late/],
    ['two channels', exported({ ...chain(...scores), inputShape: [2, 28, 28] }), /takes \[2, 28, 28\]/],
    ['too large', exported({ ...chain(...scores), inputShape: [3, 299, 299] }), /299 × 299/],
    [
      'softmax of maps',
      exported(chain(activation('early', 'softmax'), ...scores)),
      /early takes a softmax of feature maps/,
    ],
    ['dense on maps', exported(chain(dense('wide', 4), ...scores)), /wide works on \[3, 32, 32\]/],
    [
      'an activation',
      exported(chain(activation('hard', 'hardSigmoid'), ...scores)),
      /the activation hardSigmoid/,
    ],
    ['a name', exported(chain(activation('a.b', 'relu'), ...scores)), /called “a\.b”/],
    ['two names', exported(chain(activation('flat', 'relu'), ...scores)), /Two layers are called flat/],
    [
      'mixed formats',
      exported(
        chain(
          localResponseNormalization('norm', { dataFormat: 'channelsLast' }),
          conv2d('conv', 2, 3),
          ...scores,
        ),
      ),
      /conv reads its input channels first, norm reads it channels last/,
    ],
    [
      'an initialiser',
      exported(chain(...scores), {
        weights: [
          {
            layer: 'scores',
            weight: 'kernel',
            shape: [3072, 5],
            start: { kind: 'other', className: 'Orthogonal' },
          },
        ],
      }),
      /scores draws its kernel by Orthogonal/,
    ],
    ['layers that do not fit', exported(chain(conv2d('large', 2, 40), ...scores)), /large/],
  ];

  test.for(refusals)('%s', ([, model, reason]) => {
    for (const write of [kerasScript, kerasSections, torchScript]) {
      expect(() => write(model)).toThrow(ExportRefusal);
      expect(() => write(model)).toThrow(reason);
    }
  });

  test('what PyTorch alone cannot do', () => {
    const average = exported(
      chain(
        { ...maxPooling2d('mean', 2, { strides: 1, padding: 'same' }), type: 'averagePooling2d' },
        ...scores,
      ),
    );
    expect(() => torchScript(average)).toThrow(/mean averages with padding: 'same'/);
    expect(kerasScript(average)).toContain(
      'layers.AveragePooling2D(2, strides=1, padding="same", name="mean")',
    );
    const uncentred = normalized({ center: false });
    expect(() => torchScript(uncentred)).toThrow(/norm has scale without center/);
    expect(kerasScript(uncentred)).toContain('center=False');
    const clash = exported(
      chain(activation('conv_relu', 'relu'), conv2d('conv', 2, 3, { activation: 'relu' }), ...scores),
    );
    expect(() => torchScript(clash)).toThrow(/called conv_relu, as another layer is/);
  });
});
