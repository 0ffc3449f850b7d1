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
  try {
    tf.tidy(work);
  } finally {
    tf.env().set('WEBGPU_ENGINE_COMPILE_ONLY', false);
  }
  const begun = Object.entries(pipelineCache).flatMap(([key, pipeline]) =>
    pipeline instanceof Promise ? [{ key, pipeline }] : [],
  );
  // Whoever needs one meanwhile compiles it: TensorFlow.js would throw at a promise.
  for (const { key } of begun) Reflect.deleteProperty(pipelineCache, key);
  const compiled = await Promise.all(
    begun.map(async ({ key, pipeline }) => ({ key, pipeline: await pipeline })),
  );
  for (const { key, pipeline } of compiled) pipelineCache[key] ??= pipeline;
}
