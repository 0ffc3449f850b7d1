import * as tf from '@tensorflow/tfjs';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';

/**
 * How many batches the GPU may have before it, beside the one that is being written. With two, it has one to begin
 * with when it ends the other, so that it never waits, if a batch is written faster than computed; each more would
 * only make Stop, a report and the page's own drawing wait for longer, and on WebGL take more memory, as textures that
 * are given up live until the GPU has done with them. The other backends have computed when they return.
 */
function batchesAhead(): number {
  return ['webgl', 'webgpu'].includes(tf.getBackend()) ? 2 : 0;
}

/** Resolves when all that the GPU has been given so far is computed. Nothing is read. */
export async function computed(): Promise<void> {
  if (tf.getBackend() === 'webgl') {
    await (tf.backend() as unknown as MathBackendWebGL).gpgpu.createAndWaitForFence();
  } else if (tf.getBackend() === 'webgpu') {
    const backend = tf.backend() as unknown as WebGPUBackend;
    // TensorFlow.js holds programs back until it has fifteen, and cannot submit where it has none.
    backend.ensureCommandEncoderReady();
    backend.endComputePassEncoder();
    backend.submitQueue();
    await backend.queue.onSubmittedWorkDone();
  }
}

/** Batches that the GPU has not computed yet: see `batchesAhead`. */
export class BatchesInFlight {
  #batches: Promise<void>[] = [];

  /** Adds a batch, by what tells its end, and waits until there are few enough. */
  async add(batch: Promise<void>): Promise<void> {
    // A failure is thrown where its turn comes, below: until then it is not unhandled.
    batch.catch(() => undefined);
    this.#batches.push(batch);
    await this.#waitFor(batchesAhead());
  }

  /** Waits until none is left. */
  async end(): Promise<void> {
    await this.#waitFor(0);
  }

  async #waitFor(most: number): Promise<void> {
    while (this.#batches.length > most) await this.#batches.shift();
  }
}
