import * as tf from '@tensorflow/tfjs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startSession } from '../../../tests/support/engine/host';
import type { EngineSession } from '../session';

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

type Untyped = Record<string, (...args: unknown[]) => unknown>;

/** A namespace as a cell may use it that TypeScript does not check. */
const untyped = (namespace: object) => namespace as Untyped;

function dense(): Untyped {
  const model = session.tf.sequential({
    layers: [session.tf.layers.dense({ units: 3, inputShape: [2], activation: 'softmax' })],
  });
  model.compile({ loss: 'categoricalCrossentropy', optimizer: 'sgd' });
  return untyped(model);
}
const x = () => tf.ones([4, 2]);
const y = () => tf.oneHot(tf.tensor1d([0, 1, 2, 0], 'int32'), 3);

describe('an option that does not exist', () => {
  it.each<[string, () => unknown, string]>([
    [
      'fit',
      () => dense()['fit']?.(x(), y(), { epoch: 3, batch_size: 2, validation_split: 0.5 }),
      'model.fit has no option epoch; did you mean epochs? Nor has it batch_size; did you mean batchSize? Nor has it validation_split; did you mean validationSplit? It knows batchSize, epochs, ',
    ],
    [
      'fitDataset',
      () => dense()['fitDataset']?.(null, { batches_per_epoch: 1 }),
      'model.fitDataset has no option batches_per_epoch; did you mean batchesPerEpoch?',
    ],
    [
      'evaluate',
      () => dense()['evaluate']?.(x(), y(), { batchsize: 1 }),
      'model.evaluate has no option batchsize; did you mean batchSize?',
    ],
    [
      'evaluateDataset',
      () => dense()['evaluateDataset']?.(null, { batch: 1 }),
      'model.evaluateDataset has no option batch; did you mean batches?',
    ],
    [
      'predict',
      () => dense()['predict']?.(x(), { batch_size: 1 }),
      'model.predict has no option batch_size; did you mean batchSize? It knows batchSize, verbose.',
    ],
    [
      'compile',
      () => dense()['compile']?.({ metric: ['mae'], loss: 'hinge', optimizer: 'sgd' }),
      'model.compile has no option metric; did you mean metrics?',
    ],
    [
      'input',
      () => untyped(session.tf)['input']?.({ shape: [3], dataFormat: 'channelsFirst' }),
      'tf.input has no option dataFormat. It knows shape, batchShape, name, dtype, sparse.',
    ],
    [
      'sequential',
      () => untyped(session.tf)['sequential']?.({ layer: [] }),
      'tf.sequential has no option layer; did you mean layers?',
    ],
    [
      'model',
      () => untyped(session.tf)['model']?.({ input: [], output: [] }),
      'tf.model has no option input; did you mean inputs? Nor has it output; did you mean outputs?',
    ],
    [
      'an initialiser',
      () => untyped(session.tf.initializers)['randomNormal']?.({ std: 1 }),
      'tf.initializers.randomNormal has no option std; did you mean stddev? It knows mean, stddev, seed.',
    ],
    [
      'an initialiser that takes none',
      () => untyped(session.tf.initializers)['zeros']?.({ seed: 1 }),
      'tf.initializers.zeros has no option seed. It takes none.',
    ],
    [
      'an initialiser that scales by a rule, whose configuration lists more',
      () => untyped(session.tf.initializers)['heNormal']?.({ scale: 1 }),
      'tf.initializers.heNormal has no option scale. It knows seed.',
    ],
    [
      'a regulariser',
      () => untyped(session.tf.regularizers)['l2']?.({ l: 0.1 }),
      'tf.regularizers.l2 has no option l. It knows l2.',
    ],
    [
      'a constraint',
      () => untyped(session.tf.constraints)['maxNorm']?.({ max_value: 2 }),
      'tf.constraints.maxNorm has no option max_value; did you mean maxValue?',
    ],
    [
      'a callback of TensorFlow.js',
      () => untyped(session.tf.callbacks)['earlyStopping']?.({ monitors: 'loss' }),
      'tf.callbacks.earlyStopping has no option monitors; did you mean monitor?',
    ],
  ])('%s', (_what, run, message) => {
    expect(run).toThrow(message);
  });
});

describe('options that are no object', () => {
  it.each<[string, () => unknown, string]>([
    [
      'fit',
      () => dense()['fit']?.(x(), y(), 10),
      'model.fit takes an object of options, such as { batchSize: … }, and was given 10.',
    ],
    ['predict', () => dense()['predict']?.(x(), 2), 'such as { batchSize: … }, and was given 2.'],
    [
      'a layer',
      () => untyped(session.tf.layers)['dense']?.(10),
      'tf.layers.dense takes an object of options, such as { units: 10 }, and was given 10.',
    ],
    [
      'a regulariser',
      () => untyped(session.tf.regularizers)['l2']?.(0.01),
      'tf.regularizers.l2 takes an object of options, such as { l2: … }, and was given 0.01.',
    ],
    ['an initialiser', () => untyped(session.tf.initializers)['randomNormal']?.(0, 1), 'and was given 0.'],
    ['sequential', () => untyped(session.tf)['sequential']?.([]), 'and was given a list.'],
  ])('%s', (_what, run, message) => {
    expect(run).toThrow(message);
  });
});

describe('an optimiser', () => {
  it.each<[string, unknown[], string]>([
    [
      'adam',
      [{ learningRate: 0.1 }],
      'tf.train.adam takes a number, the learningRate, and no object: write tf.train.adam(0.1).',
    ],
    ['adam', [{ beta2: 0.9 }], 'write tf.train.adam(0.01, undefined, 0.9).'],
    ['momentum', [{ learningRate: 0.5, momentum: 0.8 }], 'write tf.train.momentum(0.5, 0.8).'],
    ['momentum', [0.1], 'tf.train.momentum cannot do without momentum: write tf.train.momentum(0.01, 0.9).'],
    ['sgd', [], 'tf.train.sgd cannot do without learningRate: write tf.train.sgd(0.01).'],
    ['sgd', ['0.1'], "tf.train.sgd takes a number as learningRate, and was given '0.1'."],
    ['sgd', [NaN], 'tf.train.sgd takes a number as learningRate, and was given NaN.'],
    ['sgd', [0.1, 0.9], 'tf.train.sgd takes learningRate, and was given 2 arguments.'],
    ['rmsprop', [0.1, 0.9, 0, 1e-7, 1], 'tf.train.rmsprop takes a boolean as centered, and was given 1.'],
  ])('%s(%j) is refused', (name, args, message) => {
    expect(() => untyped(session.tf.train)[name]?.(...args)).toThrow(message);
  });

  it('that does not exist is an error', () => {
    expect(() => untyped(session.tf.train)['adamm']).toThrow('tf.train has no adamm; did you mean adam?');
  });

  it('takes what TensorFlow.js declares', () => {
    const { train } = session.tf;
    const made = [
      train.sgd(0.1),
      train.momentum(0.1, 0.9, true),
      train.rmsprop(0.1, undefined, 0.9, 1e-7, true),
      train.adam(),
      train.adam(0.1, 0.9, 0.99, 1e-7),
      train.adadelta(0.1, 0.9, 1e-7),
      train.adamax(0.1, 0.9, 0.99, 1e-7, 0.1),
      train.adagrad(0.1, 0.2),
    ];
    for (const optimizer of made) expect(optimizer).toBeInstanceOf(tf.Optimizer);
  });
});

describe('a callback', () => {
  const fit = (callbacks: unknown) => () => dense()['fit']?.(x(), y(), { callbacks, verbose: 0 });

  it.each<[string, () => unknown, string]>([
    [
      'under a name that nobody calls',
      () => ({ onEpochEnds: () => undefined }),
      'model.fit calls no callback onEpochEnds; did you mean onEpochEnd? It calls onTrainBegin, onTrainEnd, onEpochBegin, onEpochEnd, onBatchBegin, onBatchEnd, onYield.',
    ],
    [
      'of TensorFlow.js under a name',
      () => ({ onEarlyStop: session.tf.callbacks.earlyStopping() }),
      'model.fit calls no callback onEarlyStop: a callback of tf.callbacks stands under no name. Write callbacks: tf.callbacks.earlyStopping(…), or a list',
    ],
    [
      'that is no function',
      () => ({ onEpochEnd: 'end' }),
      "model.fit calls onEpochEnd, which has to be a function, and was given 'end'.",
    ],
    ['that was not called', () => session.tf.callbacks.earlyStopping, 'and was given a function.'],
    [
      'of a class of the reader’s, under a name that nobody calls',
      () => {
        class Mine extends session.tf.CustomCallback {
          onEpochFinished(): void {}
        }
        return [new Mine({})];
      },
      'model.fit calls no callback onEpochFinished.',
    ],
  ])('%s is refused', (_what, callbacks, message) => {
    expect(() => fit(callbacks())()).toThrow(message);
  });

  it('of each kind is called, alone and together', async () => {
    const called: string[] = [];
    class Mine extends session.tf.Callback {
      override async onTrainEnd(): Promise<void> {
        called.push('class');
      }
    }
    const own = { onEpochEnd: () => void called.push('object') };
    const stopping = session.tf.callbacks.earlyStopping({ monitor: 'loss' });
    await fit([new Mine(), own, stopping])();
    await fit(own)();
    await fit(stopping)();
    expect(called).toEqual(['object', 'class', 'object']);
  });
});

describe('tf.tidy', () => {
  it.each<[string, () => unknown]>([
    ['an async function', async () => tf.ones([2]).data()],
    ['a function that gives a promise', () => tf.ones([2]).data()],
  ])('given %s is refused', (_what, body) => {
    expect(() => untyped(session.tf)['tidy']?.(body)).toThrow('tf.tidy takes a function that is not async');
  });
  it('works as it did', () => {
    expect(session.tf.tidy(() => tf.ones([2]).add(1)).dataSync()).toEqual(new Float32Array([2, 2]));
    expect(session.tf.tidy('name', () => tf.ones([1])).dataSync()[0]).toBe(1);
  });
});
