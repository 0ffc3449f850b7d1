import * as tf from '@tensorflow/tfjs';
import type { BackendName } from '../../src/notebook/messages';
import type { Tasks } from './serve';

/** One of the two that are compared. */
export interface Side {
  /** The notebook's network, weights and all, with this share of its channels. */
  build(width: number): tf.LayersModel;
  localResponseNormalization(x: tf.Tensor4D): tf.Tensor4D;
  optimizer(): tf.Optimizer;
}

/** Of this worker, by the address of its script: `?backend=webgl`. */
export function backendAskedFor(): BackendName {
  return new URL(location.href).searchParams.get('backend') as BackendName;
}

/** At full width the stock step takes minutes on software WebGL. */
const TRAINING = { width: 1 / 8, batch: 2, classes: 1000 };
/** The stock gradient takes time by the square of the channels: LRN2 with a quarter of its 256. */
const LRN_SHAPE: [number, number, number, number] = [1, 23, 23, 64];

interface GPUMemory {
  numBytesInGPUAllocated?: number;
  numBytesAllocatedInGPU?: number;
}

/** What is measured, the same on both sides: milliseconds, or bytes. */
export function measure(start: () => Promise<Side>): Tasks {
  let side: Side;
  let model: tf.LayersModel;
  let image: tf.Tensor;
  let trained: tf.LayersModel | undefined;

  const forward = () => timed(() => (model.predict(image) as tf.Tensor).data());
  return {
    async start() {
      side = await start();
      image = tf.randomUniform([1, 3, 227, 227], -120, 120);
      // Starts what the first operation of all starts.
      await tf.zeros([1]).add(1).data();
      return 0;
    },
    build: () =>
      timed(() => {
        model = side.build(1);
        return Promise.resolve();
      }),
    firstForward: forward,
    forward,
    gpuBytes() {
      // WebGL's name for it, and WebGPU's.
      const { numBytesInGPUAllocated, numBytesAllocatedInGPU } = tf.memory() as GPUMemory;
      return Promise.resolve(numBytesInGPUAllocated ?? numBytesAllocatedInGPU ?? NaN);
    },
    async lrnGradient() {
      const x = tf.randomUniform<tf.Rank.R4>(LRN_SHAPE, -50, 50);
      const gradient = tf.grad((a) => side.localResponseNormalization(a as tf.Tensor4D));
      return timed(() => gradient(x).data());
    },
    async trainingStep() {
      const { width, batch, classes } = TRAINING;
      if (!trained) {
        trained = side.build(width);
        trained.compile({ loss: 'categoricalCrossentropy', optimizer: side.optimizer() });
      }
      const step = trained;
      const x = tf.randomUniform([batch, 3, 227, 227], -1, 1);
      const y = tf.oneHot(tf.range(0, batch, 1, 'int32'), classes);
      return timed(async () => {
        await step.trainOnBatch(x, y);
        // The GPU works in order: with the last weight, all are there.
        await step.getWeights().at(-1)?.data();
      });
    },
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
