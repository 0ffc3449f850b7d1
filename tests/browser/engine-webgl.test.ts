import * as tf from '@tensorflow/tfjs';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildModel } from '../../src/engine/build';
import { randomTensor } from '../../src/engine/random-tensor';
import { MemoryError, memoryErrorFrom } from '../../src/engine/memory';
import type { EngineSession } from '../../src/engine/session';
import { traceModel } from '../../src/engine/trace';
import { notebookNetwork } from '../../src/model/networks';
import { LAYOUT_CASES, layoutInput, relativeDifference, twins } from '../support/engine/layout-cases';
import { testPhotograph } from '../support/engine/test-photograph';
import { startSession } from './engine-host';
import { relativeError, someNumbers } from '../support/numbers';

let session: EngineSession;

beforeAll(async () => {
  session = await startSession('webgl');
});
afterEach(() => {
  session.reset();
});
afterAll(() => {
  session.end();
});

const WEIGHTS = 4 * 50_844_008;
/** What the GPU may hold after a forward pass: the weights, and textures that wait to be used again. */
const MOST_HELD = 260e6;

/** Bytes of textures, those kept for reuse included. */
function gpuBytes(): number {
  const memory = tf.memory();
  return 'numBytesInGPUAllocated' in memory ? Number(memory.numBytesInGPUAllocated) : NaN;
}

/** How many textures were made meanwhile. */
async function texturesCreated(during: () => Promise<void>): Promise<number> {
  const { gpgpu } = tf.backend() as unknown as { gpgpu: { gl: WebGL2RenderingContext } };
  const create = vi.spyOn(gpgpu.gl, 'createTexture');
  await during();
  const { length } = create.mock.calls;
  create.mockRestore();
  return length;
}

describe('the session', () => {
  it('runs on WebGL, which it knows to be drawn by software here', () => {
    expect(session.report).toMatchObject({ backend: 'webgl', software: true });
    expect(session.report.reason).toBe(
      `You chose WebGL on ${String(session.report.renderer)}, which is software and no GPU, and slow.`,
    );
  });
});

describe('random numbers made by a shader', () => {
  it('leave zeros where a texel reaches beyond the matrix, so that products of odd sizes come out right', () => {
    const a = randomTensor([5, 7], { kind: 'uniform', minimum: 1, maximum: 2 }, 1);
    const b = randomTensor([7, 3], { kind: 'uniform', minimum: 1, maximum: 2 }, 2);
    const [x, y] = [a.dataSync(), b.dataSync()];
    const product = tf.matMul(a, b).dataSync();
    product.forEach((value, at) => {
      const [row, column] = [Math.floor(at / 3), at % 3];
      let sum = 0;
      for (let i = 0; i < 7; i++) sum += (x[row * 7 + i] ?? NaN) * (y[i * 3 + column] ?? NaN);
      expect(value).toBeCloseTo(sum, 4);
    });
  });
});

describe.each(Object.entries(LAYOUT_CASES))('%s', (_name, make) => {
  it('predicts as TensorFlow.js does', () => {
    const { ours, stock } = twins(session.tf, make);
    const x = layoutInput();
    expect(relativeDifference(ours.predict(x) as tf.Tensor, stock.predict(x) as tf.Tensor)).toBeLessThan(
      1e-4,
    );
  });
});

describe('training', () => {
  it('does what TensorFlow.js does', async () => {
    const make = LAYOUT_CASES['activation, pooling and padding between convolutions'];
    const { ours, stock } = twins(session.tf, make ?? (() => []));
    const x = layoutInput();
    const y = tf.randomUniform(
      [5, ...(ours.outputs[0]?.shape.slice(1).map(Number) ?? [])],
      0,
      1,
      'float32',
      3,
    );
    for (const model of [ours, stock]) {
      model.compile({ loss: 'meanSquaredError', optimizer: tf.train.sgd(0.01) });
      await model.fit(x, y, { batchSize: 3, shuffle: false });
    }
    const others = stock.getWeights();
    ours.getWeights().forEach((weight, index) => {
      expect(relativeDifference(weight, others[index] as tf.Tensor)).toBeLessThan(1e-4);
    });
  });
});

describe('the whole network', () => {
  it('is built without an upload, and takes little more of the GPU than its weights', async () => {
    const before = gpuBytes();
    const photograph = testPhotograph();
    const started = performance.now();
    const model = buildModel(notebookNetwork(), session);
    const built = performance.now() - started;
    expect(model.countParams()).toBe(50_844_008);
    expect(gpuBytes() - before).toBeLessThan(1.001 * WEIGHTS);

    const x = tf.randomUniform([1, 3, 227, 227], -100, 100, 'float32', 1);
    const y = model.predict(x) as tf.Tensor;
    expect((await y.sum().data())[0]).toBeCloseTo(1, 4);
    const afterForward = gpuBytes() - before;
    console.log(
      `built in ${built.toFixed(1)} ms; ${(afterForward / 1e6).toFixed(1)} MB of the GPU after a forward pass`,
    );
    expect(afterForward).toBeLessThan(MOST_HELD);

    const created = await texturesCreated(async () => {
      const again = model.predict(x) as tf.Tensor;
      await again.data();
      again.dispose();
    });
    expect(created).toBeLessThanOrEqual(5);
    tf.dispose([x, y]);

    const held = session.tensors;
    const { activations } = await traceModel(model, photograph);
    expect(activations).toHaveLength(29);
    expect(session.tensors).toBe(held);
    expect(gpuBytes() - before).toBeLessThan(MOST_HELD);

    session.reset();
    expect(gpuBytes()).toBe(before);
  });
});

describe('memory', () => {
  it('ends a bomb in words, and computes on', async () => {
    const bomb = () => {
      for (;;) session.tf.ones([256, 1024, 1024]).add(1);
    };
    expect(bomb).toThrow(MemoryError);
    expect(bomb).toThrow(/more than the 2 GB the course allows/);
    session.reset();
    expect(await session.tf.ones([2]).add(1).data()).toEqual(new Float32Array([2, 2]));
  });
});

describe('where textures end at 4096, as on many phones: here at 256, with FC6 a sixteenth as high and wide', () => {
  const largest = tf.env().getNumber('WEBGL_MAX_TEXTURE_SIZE');
  const [into, units, images, rate] = [400, 256, 2, 0.5];
  beforeAll(() => {
    tf.env().set('WEBGL_MAX_TEXTURE_SIZE', 256);
  });
  afterAll(() => {
    tf.env().set('WEBGL_MAX_TEXTURE_SIZE', largest);
  });

  it('a dense layer of more weights than a texture has places is right, and learns', async () => {
    const model = session.tf.sequential();
    model.add(session.tf.layers.dense({ units, inputShape: [into] }));
    const weights = () => model.getWeights()[0]!.dataSync().slice();
    const x = someNumbers(images * into, 1);
    const kernel = weights();
    const right = Array.from({ length: images * units }, (_, at) => {
      const [image, unit] = [Math.floor(at / units), at % units];
      let sum = 0;
      for (let i = 0; i < into; i++) sum += x[image * into + i]! * kernel[i * units + unit]!;
      return sum;
    });
    const photographs = tf.tensor2d(x, [images, into]);
    const y = model.predict(photographs) as tf.Tensor;
    expect(relativeError(y.dataSync(), right)).toBeLessThan(1e-5);

    model.compile({ loss: 'meanSquaredError', optimizer: tf.train.sgd(rate) });
    await model.trainOnBatch(photographs, tf.zeros([images, units]));
    // The loss is the mean of y squared over all outputs.
    const learned = kernel.map((weight, at) => {
      const [i, unit] = [Math.floor(at / units), at % units];
      let gradient = 0;
      for (let image = 0; image < images; image++)
        gradient += (2 * x[image * into + i]! * right[image * units + unit]!) / right.length;
      return weight - rate * gradient;
    });
    expect(relativeError(weights(), learned)).toBeLessThan(1e-5);
  });

  it('a tensor that fits in none is an error that says what to do', () => {
    let thrown: unknown = null;
    try {
      session.tf.ones([600, 600]).square().dataSync();
    } catch (error) {
      thrown = error;
    }
    expect(memoryErrorFrom(thrown)?.message).toMatch(/larger than this machine can hold .*: make it smaller/);
  });
});
