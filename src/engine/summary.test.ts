import * as tf from '@tensorflow/tfjs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeLocalResponseNormalization } from './course-tf';
import { describe as describeModel } from './describe';
import type { EngineSession } from './session';
import { kerasSummary } from '../model/keras-summary';
import { startSession } from '../../tests/support/engine/host';

let session: EngineSession;

beforeAll(async () => {
  session = await startSession();
});
afterEach(() => {
  session.reset();
});
afterAll(() => {
  session.end();
});

type Tensor = tf.SymbolicTensor;

function summaryOf(model: tf.LayersModel, lineLength?: number, positions?: number[]): string {
  const lines: string[] = [];
  model.summary(lineLength, positions, (line: string) => lines.push(line));
  return lines.join('\n');
}

/** Lines as Keras prints them, without the spaces at their ends. */
function trimmed(summary: string): string {
  return summary.replaceAll(/ +$/gm, '');
}

/** The rows of a summary, without rules and spaces at their ends. */
function rowsOf(summary: string): string[] {
  return trimmed(summary)
    .split('\n')
    .filter((line) => !/^[_=]+$/.test(line) && !line.includes('params:'))
    .slice(1);
}

function sequentialOf(...layers: tf.layers.Layer[]): tf.Sequential {
  return session.tf.sequential({ layers });
}

describe("a network that branches, as Keras prints ResNet50's first block", () => {
  function block(): tf.LayersModel {
    const { layers, input, model } = session.tf;
    const conv = (name: string, filters: number, kernelSize: number, x: Tensor) =>
      layers.conv2d({ name, filters, kernelSize, padding: 'same' }).apply(x) as Tensor;
    const normal = (name: string, x: Tensor) => layers.batchNormalization({ name }).apply(x) as Tensor;
    const relu = (name: string, x: Tensor) =>
      layers.activation({ name, activation: 'relu' }).apply(x) as Tensor;
    const image = input({ shape: [224, 224, 3] });
    const padded = layers.zeroPadding2d({ name: 'conv1_pad', padding: 3 }).apply(image) as Tensor;
    const conv1 = layers
      .conv2d({ name: 'conv1', filters: 64, kernelSize: 7, strides: 2 })
      .apply(padded) as Tensor;
    const active1 = relu('activation_1', normal('bn_conv1', conv1));
    const pooled = layers
      .maxPooling2d({ name: 'max_pooling2d_1', poolSize: 3, strides: 2, padding: 'same' })
      .apply(active1) as Tensor;
    const a = relu('activation_2', normal('bn2a_branch2a', conv('res2a_branch2a', 64, 1, pooled)));
    const b = relu('activation_3', normal('bn2a_branch2b', conv('res2a_branch2b', 64, 3, a)));
    const c = normal('bn2a_branch2c', conv('res2a_branch2c', 256, 1, b));
    const shortcut = normal('bn2a_branch1', conv('res2a_branch1', 256, 1, pooled));
    const sum = layers.add({ name: 'add_1' }).apply([c, shortcut]) as Tensor;
    return model({ inputs: image, outputs: relu('activation_4', sum) });
  }

  it('is 98 wide, with what each layer is connected to', () => {
    const summary = summaryOf(block());
    expect(trimmed(summary)).toBe(`\
__________________________________________________________________________________________________
Layer (type)                    Output Shape         Param #     Connected to
==================================================================================================
input_1 (InputLayer)            (None, 224, 224, 3)  0
__________________________________________________________________________________________________
conv1_pad (ZeroPadding2D)       (None, 230, 230, 3)  0           input_1[0][0]
__________________________________________________________________________________________________
conv1 (Conv2D)                  (None, 112, 112, 64) 9472        conv1_pad[0][0]
__________________________________________________________________________________________________
bn_conv1 (BatchNormalization)   (None, 112, 112, 64) 256         conv1[0][0]
__________________________________________________________________________________________________
activation_1 (Activation)       (None, 112, 112, 64) 0           bn_conv1[0][0]
__________________________________________________________________________________________________
max_pooling2d_1 (MaxPooling2D)  (None, 56, 56, 64)   0           activation_1[0][0]
__________________________________________________________________________________________________
res2a_branch2a (Conv2D)         (None, 56, 56, 64)   4160        max_pooling2d_1[0][0]
__________________________________________________________________________________________________
bn2a_branch2a (BatchNormalizati (None, 56, 56, 64)   256         res2a_branch2a[0][0]
__________________________________________________________________________________________________
activation_2 (Activation)       (None, 56, 56, 64)   0           bn2a_branch2a[0][0]
__________________________________________________________________________________________________
res2a_branch2b (Conv2D)         (None, 56, 56, 64)   36928       activation_2[0][0]
__________________________________________________________________________________________________
bn2a_branch2b (BatchNormalizati (None, 56, 56, 64)   256         res2a_branch2b[0][0]
__________________________________________________________________________________________________
activation_3 (Activation)       (None, 56, 56, 64)   0           bn2a_branch2b[0][0]
__________________________________________________________________________________________________
res2a_branch2c (Conv2D)         (None, 56, 56, 256)  16640       activation_3[0][0]
__________________________________________________________________________________________________
res2a_branch1 (Conv2D)          (None, 56, 56, 256)  16640       max_pooling2d_1[0][0]
__________________________________________________________________________________________________
bn2a_branch2c (BatchNormalizati (None, 56, 56, 256)  1024        res2a_branch2c[0][0]
__________________________________________________________________________________________________
bn2a_branch1 (BatchNormalizatio (None, 56, 56, 256)  1024        res2a_branch1[0][0]
__________________________________________________________________________________________________
add_1 (Add)                     (None, 56, 56, 256)  0           bn2a_branch2c[0][0]
                                                                 bn2a_branch1[0][0]
__________________________________________________________________________________________________
activation_4 (Activation)       (None, 56, 56, 256)  0           add_1[0][0]
==================================================================================================
Total params: 86,656
Trainable params: 85,248
Non-trainable params: 1,408
__________________________________________________________________________________________________`);
    const table = summary.split('\n').filter((line) => !line.includes('params:'));
    expect(new Set(table.map((line) => line.length))).toEqual(new Set([98]));
  });

  it('is described with what each layer takes', () => {
    const { takes, undrawn } = describeModel(block());
    expect(undrawn).toBeUndefined();
    expect(takes).toMatchObject({
      conv1_pad: [null],
      res2a_branch1: ['max_pooling2d_1'],
      add_1: ['bn2a_branch2c', 'bn2a_branch1'],
    });
  });
});

describe('a functional network', () => {
  const dense = (units: number, options: object = {}) => session.tf.layers.dense({ units, ...options });

  it('in a row is 65 wide, with a row for its input', () => {
    const x = session.tf.input({ shape: [4] });
    const model = session.tf.model({ inputs: x, outputs: dense(2).apply(x) as Tensor });
    expect(trimmed(summaryOf(model))).toBe(`\
_________________________________________________________________
Layer (type)                 Output Shape              Param #
=================================================================
input_1 (InputLayer)         (None, 4)                 0
_________________________________________________________________
dense_17 (Dense)             (None, 2)                 10
=================================================================
Total params: 10
Trainable params: 10
Non-trainable params: 0
_________________________________________________________________`);
    expect(describeModel(model)).not.toHaveProperty('undrawn');
    expect(describeModel(model).layers).toHaveLength(1);
  });

  it('tells each use of a layer that is used twice, and each input', () => {
    const { input, model, layers } = session.tf;
    const [left, right] = [input({ shape: [4], name: 'left' }), input({ shape: [4], name: 'right' })];
    const shared = dense(3, { name: 'shared' });
    const uses = [left, right].map((x) => shared.apply(x) as Tensor);
    const both = layers.concatenate({ name: 'both' }).apply(uses) as Tensor;
    expect(rowsOf(summaryOf(model({ inputs: [left, right], outputs: both })))).toEqual([
      'left (InputLayer)               (None, 4)            0',
      'right (InputLayer)              (None, 4)            0',
      'shared (Dense)                  (None, 3)            15          left[0][0]',
      '                                                                 right[0][0]',
      'both (Concatenate)              (None, 6)            0           shared[0][0]',
      '                                                                 shared[1][0]',
    ]);
  });

  it('tells several outputs of a layer, and of several shapes that there are', () => {
    const { input, model, layers } = session.tf;
    const words = input({ shape: [5, 2] });
    const [all, hidden, carry] = layers
      .lstm({ name: 'lstm', units: 3, returnSequences: true, returnState: true })
      .apply(words) as Tensor[];
    const relu = layers.activation({ name: 'relu', activation: 'relu' });
    const outputs = [relu.apply(all!), relu.apply(hidden!), carry!] as Tensor[];
    expect(rowsOf(summaryOf(model({ inputs: words, outputs })))).toEqual([
      'input_1 (InputLayer)            (None, 5, 2)         0',
      'lstm (LSTM)                     [(None, 5, 3), (None 72          input_1[0][0]',
      'relu (Activation)               multiple             0           lstm[0][0]',
      '                                                                 lstm[0][1]',
    ]);
  });

  it('tells a network within by its name, and counts a layer in two places once', () => {
    const { input, model, layers } = session.tf;
    const inner = sequentialOf(dense(3, { name: 'first', inputShape: [4] }));
    const x = input({ shape: [4] });
    const again = inner.layers[0]!.apply(x) as Tensor;
    const both = layers.add({ name: 'both' }).apply([inner.apply(x) as Tensor, again]) as Tensor;
    const summary = summaryOf(model({ inputs: x, outputs: both }));
    expect(rowsOf(summary)).toEqual([
      'input_1 (InputLayer)            (None, 4)            0',
      'sequential_1 (Sequential)       (None, 3)            15          input_1[0][0]',
      'first (Dense)                   (None, 3)            15          input_1[0][0]',
      'both (Add)                      (None, 3)            0           sequential_1[1][0]',
      '                                                                 first[1][0]',
    ]);
    expect(summary).toContain('Total params: 15\nTrainable params: 15\nNon-trainable params: 0\n');
  });
});

describe('a sequential network', () => {
  const dataFormat = 'channelsFirst';
  const conv1 = (options: object) =>
    session.tf.layers.conv2d({
      name: 'Conv1',
      filters: 96,
      kernelSize: 11,
      strides: 4,
      dataFormat,
      ...options,
    });

  it('with a batch size tells it', () => {
    const model = sequentialOf(
      conv1({ batchInputShape: [8, 3, 227, 227] }),
      session.tf.layers.flatten({ name: 'flat' }),
    );
    expect(rowsOf(summaryOf(model))).toEqual([
      'Conv1 (Conv2D)               (8, 96, 55, 55)           34944',
      'flat (Flatten)               (8, 290400)               0',
    ]);
    expect(kerasSummary(describeModel(model))).toBe(summaryOf(model));
  });

  it('with open sizes has None for them, takes images of any size, and is not drawn', () => {
    const model = sequentialOf(
      conv1({ inputShape: [3, null, null] }),
      makeLocalResponseNormalization(session, { name: 'LRN1' }),
      session.tf.layers.maxPooling2d({ name: 'MaxPool', poolSize: 3, strides: 2, dataFormat }),
    );
    expect(rowsOf(summaryOf(model))).toEqual([
      'Conv1 (Conv2D)               (None, 96, None, None)    34944',
      'LRN1 (Lambda)                (None, 96, None, None)    0',
      'MaxPool (MaxPooling2D)       (None, 96, None, None)    0',
    ]);
    expect((model.predict(tf.ones([1, 3, 31, 47])) as tf.Tensor).shape).toEqual([1, 96, 2, 4]);
    expect(describeModel(model).undrawn).toMatch(/^sequential_1 leaves sizes of its input open\. /);
  });

  it('has no row for an input layer', () => {
    const { inputLayer, flatten } = session.tf.layers;
    const model = sequentialOf(inputLayer({ inputShape: [2, 3] }), flatten({ name: 'flat' }));
    expect(rowsOf(summaryOf(model))).toEqual(['flat (Flatten)               (None, 6)                 0']);
    expect(describeModel(model).layers.map(({ name }) => name)).toEqual(['flat']);
    expect(model.layers[0]?.name).toBe('input_1');
  });

  it("names layers of the reader's own as Keras does", () => {
    class Mine extends session.tf.layers.Layer {
      static readonly className = 'Mine';
      override build(): void {
        this.addWeight('scale', [2], 'float32', tf.initializers.ones());
      }
    }
    class MaxBlurPooling2D extends session.tf.layers.Layer {
      override getClassName(): string {
        return 'MaxBlurPooling2D';
      }
    }
    const model = sequentialOf(
      new Mine({ inputShape: [2] }),
      new Mine({}),
      new MaxBlurPooling2D(),
      new Mine({ name: 'last' }),
    );
    expect(rowsOf(summaryOf(model))).toEqual([
      'mine_1 (Mine)                (None, 2)                 2',
      'mine_2 (Mine)                (None, 2)                 2',
      'max_blur_pooling2d_1 (MaxBlu (None, 2)                 0',
      'last (Mine)                  (None, 2)                 2',
    ]);
    expect(model.weights.map(({ name }) => name)).toEqual(['mine_1/scale', 'mine_2/scale', 'last/scale']);
    for (const layer of model.layers) expect(layer).toBeInstanceOf(session.tf.layers.Layer);
    expect(tf.layers.flatten()).toBeInstanceOf(session.tf.layers.Layer);
  });

  it('tells what does not train: of a normalisation, of a frozen layer, of a frozen model', () => {
    const { dense, batchNormalization } = session.tf.layers;
    const first = dense({ name: 'first', units: 3, inputShape: [2] });
    const model = sequentialOf(
      first,
      batchNormalization({ name: 'normal' }),
      dense({ name: 'last', units: 1 }),
    );
    const totals = () => summaryOf(model).split('\n').slice(-4, -1);
    expect(totals()).toEqual(['Total params: 25', 'Trainable params: 19', 'Non-trainable params: 6']);
    first.trainable = false;
    expect(totals()).toEqual(['Total params: 25', 'Trainable params: 10', 'Non-trainable params: 15']);
    model.trainable = false;
    expect(totals()).toEqual(['Total params: 25', 'Trainable params: 0', 'Non-trainable params: 25']);
  });

  it('is as wide as it is asked to be', () => {
    const model = sequentialOf(session.tf.layers.dense({ name: 'only', units: 3, inputShape: [2] }));
    const [rule, header] = summaryOf(model, 45).split('\n');
    expect([rule, header]).toEqual(['_'.repeat(45), 'Layer (type)        Output Shape      Param #']);
    expect(summaryOf(model, 40, [14, 30, 40]).split('\n')[3]).toBe(
      'only (Dense)  (None, 3)       9         ',
    );
  });
});
