import * as tf from '@tensorflow/tfjs';
import type { Tasks } from './serve';
import { BATCH, CLASSES, LRN_SHAPES, QUEUED, STEPS, timed } from './workload';

/** One of the two that are compared: the course's engine, or TensorFlow.js as it comes. */
export interface Side {
  /** The notebook's network, weights and all, with this share of its channels. */
  build(width: number): tf.LayersModel;
  localResponseNormalization(x: tf.Tensor4D): tf.Tensor4D;
  optimizer(): tf.Optimizer;
}

interface GPUMemory {
  numBytesInGPUAllocated?: number;
  numBytesAllocatedInGPU?: number;
}

/** What is measured, the same on both sides: milliseconds, or bytes. */
export function measure(start: () => Promise<Side>): Tasks {
  let side: Side;
  let built: tf.LayersModel | undefined;
  let trained: { width: number; model: tf.LayersModel } | undefined;

  const network = () => (built ??= side.build(1));
  const photographs = (count: number) => tf.randomUniform([count, 3, 227, 227], -120, 120);
  async function forward(batch: number, times: number): Promise<number> {
    const model = network();
    const image = photographs(batch);
    await image.data();
    const milliseconds = await timed(async () => {
      const outputs = Array.from({ length: times }, () => model.predict(image) as tf.Tensor);
      // The GPU works in order: with the last, all are there.
      await outputs.at(-1)?.data();
      tf.dispose(outputs);
    });
    image.dispose();
    return milliseconds / (batch * times);
  }
  async function normalise(shape: readonly [number, number, number, number]): Promise<number> {
    const x = tf.randomUniform<tf.Rank.R4>([...shape], -50, 50);
    await x.data();
    const gradient = tf.grad((a) => side.localResponseNormalization(a as tf.Tensor4D));
    const milliseconds = await timed(async () => {
      const dx = gradient(x);
      await dx.data();
      dx.dispose();
    });
    x.dispose();
    return milliseconds;
  }
  async function step({ width, batch }: { width: number; batch: number }): Promise<number> {
    if (trained?.width !== width) {
      trained?.model.dispose();
      const model = side.build(width);
      model.compile({ loss: 'categoricalCrossentropy', optimizer: side.optimizer() });
      trained = { width, model };
    }
    const { model } = trained;
    const x = tf.randomUniform([batch, 3, 227, 227], -1, 1);
    const y = tf.tidy(() => tf.oneHot(tf.range(0, batch, 1, 'int32'), CLASSES));
    await x.data();
    const milliseconds = await timed(async () => {
      await model.trainOnBatch(x, y);
      // With the last weight, all are there.
      await model.getWeights().at(-1)?.data();
    });
    tf.dispose([x, y]);
    return milliseconds;
  }

  return {
    async start() {
      side = await start();
      // Starts what the first operation of all starts.
      await tf.zeros([1]).add(1).data();
      return 0;
    },
    build: () =>
      timed(() => {
        network();
        return Promise.resolve();
      }),
    forward: () => forward(1, 1),
    queued: () => forward(1, QUEUED),
    batch: () => forward(BATCH, 1),
    gpuBytes() {
      // WebGL's name for it, and WebGPU's.
      const { numBytesInGPUAllocated, numBytesAllocatedInGPU } = tf.memory() as GPUMemory;
      return Promise.resolve(numBytesInGPUAllocated ?? numBytesAllocatedInGPU ?? NaN);
    },
    lrnQuarter: () => normalise(LRN_SHAPES.lrnQuarter),
    lrn2: () => normalise(LRN_SHAPES.lrn2),
    lrn1: () => normalise(LRN_SHAPES.lrn1),
    step: () => step(STEPS.step),
    step24: () => step(STEPS.step24),
    full2: () => step(STEPS.full2),
    full24: () => step(STEPS.full24),
    full128: async () => (await step(STEPS.full128)) / STEPS.full128.batch,
  };
}
