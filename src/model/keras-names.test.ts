import { describe, expect, test } from 'vitest';
import { kerasClassName, NameCounters, RECORDED_SESSION, snakeCase } from './keras-names';
import { kerasSummary } from './keras-summary';
import type { Layer, Network } from './layer';
import { conv2d, localResponseNormalization, maxPooling2d } from './make-layer';

describe('snakeCase(className), against the names Keras is known to give', () => {
  test.for([
    ['Conv2D', 'conv2d'],
    ['Conv2DTranspose', 'conv2d_transpose'],
    ['MaxPooling2D', 'max_pooling2d'],
    ['GlobalAveragePooling2D', 'global_average_pooling2d'],
    ['ZeroPadding2D', 'zero_padding2d'],
    ['BatchNormalization', 'batch_normalization'],
    ['LeakyReLU', 'leaky_re_lu'],
    ['SimpleRNN', 'simple_rnn'],
    ['LSTM', 'lstm'],
    ['Dense', 'dense'],
  ] as const)('%s becomes %s', ([className, prefix]) => {
    expect(snakeCase(className)).toBe(prefix);
  });
});

describe('NameCounters', () => {
  test('counts each class from 1', () => {
    const names = new NameCounters();
    expect([names.next('Dense'), names.next('Flatten'), names.next('Dense')]).toEqual([
      'dense_1',
      'flatten_1',
      'dense_2',
    ]);
  });

  test('continues the recorded session, and begins every other class at 1', () => {
    const names = new NameCounters(RECORDED_SESSION);
    const classes = [
      'Activation',
      'Activation',
      'ZeroPadding2D',
      'Flatten',
      'Dropout',
      'Dense',
      'Conv2D',
      'Lambda',
    ];
    expect(classes.map((className) => names.next(className))).toEqual([
      'activation_77',
      'activation_78',
      'zero_padding2d_25',
      'flatten_7',
      'dropout_17',
      'dense_17',
      'conv2d_1',
      'lambda_1',
    ]);
  });

  test('two sessions do not share their counters', () => {
    const [first, second] = [new NameCounters(RECORDED_SESSION), new NameCounters(RECORDED_SESSION)];
    first.next('Dense');
    expect(second.next('Dense')).toBe('dense_17');
  });
});

describe('kerasClassName(layer)', () => {
  const normalization: Layer = {
    type: 'other',
    name: 'bn',
    className: 'BatchNormalization',
    outputShape: [8, 4, 4],
    parameters: 32,
    trainableParameters: 16,
  };

  test.for<[Layer, string]>([
    [localResponseNormalization('LRN1'), 'Lambda'],
    [maxPooling2d('MaxPool', 3), 'MaxPooling2D'],
    [{ ...maxPooling2d('pool', 3), type: 'averagePooling2d' }, 'AveragePooling2D'],
    [normalization, 'BatchNormalization'],
  ])('$1', ([layer, className]) => {
    expect(kerasClassName(layer)).toBe(className);
  });

  test('parameters that do not train are counted apart', () => {
    const network: Network = {
      name: 'normalised',
      inputShape: [1, 6, 6],
      layers: [conv2d('conv', 8, 3), normalization],
    };
    expect(kerasSummary(network)).toContain(
      'Total params: 112\nTrainable params: 96\nNon-trainable params: 16\n',
    );
  });
});
