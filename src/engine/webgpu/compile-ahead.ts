import * as tf from '@tensorflow/tfjs';

/** The WebGPU backend's compiled shaders, by key. TensorFlow.js keeps a promise for one that is being compiled. */
interface PipelineHolder {
  pipelineCache: Record<string, GPUComputePipeline | Promise<GPUComputePipeline>>;
}

/**
 * Compiles the shaders of some work on WebGPU side by side, on the browser's threads: one after the other, each when it is
 * first needed, they are compiled on the thread of the GPU process that draws pages too.
 *
 * @param work is done without its shaders; what it makes holds no numbers and is disposed of
 */
export async function compileAhead(work: () => void): Promise<void> {
  const { pipelineCache } = tf.backend() as unknown as PipelineHolder;
  tf.env().set('WEBGPU_ENGINE_COMPILE_ONLY', true);
  let begun: Begun[];
  try {
    tf.tidy(work);
  } finally {
    tf.env().set('WEBGPU_ENGINE_COMPILE_ONLY', false);
    begun = takeBegun(pipelineCache);
    // If the work failed, nobody waits for them, and an error of one would count as unhandled.
    void Promise.allSettled(begun.map(({ pipeline }) => pipeline));
  }
  const compiled = await Promise.all(
    begun.map(async ({ key, pipeline }) => ({ key, pipeline: await pipeline })),
  );
  for (const { key, pipeline } of compiled) pipelineCache[key] ??= pipeline;
}

interface Begun {
  key: string;
  pipeline: Promise<GPUComputePipeline>;
}

/**
 * Takes what is being compiled out of the cache: whoever needs one meanwhile, or after the work has failed, compiles it.
 * TensorFlow.js would throw at a promise.
 */
function takeBegun(pipelineCache: PipelineHolder['pipelineCache']): Begun[] {
  const begun = Object.entries(pipelineCache).flatMap(([key, pipeline]) =>
    pipeline instanceof Promise ? [{ key, pipeline }] : [],
  );
  for (const { key } of begun) Reflect.deleteProperty(pipelineCache, key);
  return begun;
}
