import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';
import { afterEach, beforeAll, expect } from 'vitest';

/** Tests on software WebGPU. What the device complains of, such as a shader that does not compile, fails the test. */
export function onWebGPU(): void {
  const complaints: string[] = [];
  beforeAll(async () => {
    await tf.setBackend('webgpu');
    const { device } = tf.backend() as unknown as { device: GPUDevice };
    device.addEventListener('uncapturederror', ({ error }) => {
      complaints.push(error.message);
    });
  });
  afterEach(() => {
    expect(complaints.splice(0)).toEqual([]);
  });
}
