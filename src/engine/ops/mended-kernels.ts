import * as tf from '@tensorflow/tfjs';
import type { BackendName } from '../../notebook/messages';
import { registerWebGPUKernels } from '../webgpu/register';
import { registerSGDUpdate } from '../webgpu/sgd-update';
import { registerNormalization } from './lrn-webgl';
import { maxPoolGradient, nearestNeighborGradient } from './plain-kernels';

/** A tensor's numbers, read into JavaScript. */
interface Read {
  readonly values: Float32Array;
  readonly shape: number[];
}

/** The backend's side of reading and writing numbers. */
interface Storage {
  readSync(dataId: object): Float32Array;
  write(values: Float32Array, shape: number[], dtype: tf.DataType): object;
}

/**
 * Rare kernels that the cpu computes in place of wasm's: those add to what the memory held before, find no largest
 * number in a window of numbers below 0, or repeat no slope.
 */
const WRONG_ON_WASM = [
  'Conv3DBackpropInputV2',
  'Conv3DBackpropFilterV2',
  'MaxPool3D',
  'MaxPool3DGrad',
  'Prelu',
];

const mended = new Set<BackendName>();

/**
 * Puts right the kernels that TensorFlow.js 4.22 has wrong on this backend and on the cpu, and puts ours in the place of slow
 * ones, once each: what stands in their place later is not to be replaced. To be followed by `registerFallbacks`.
 */
export function mendKernels(backend: BackendName): void {
  for (const each of ['cpu', backend] as const) {
    if (mended.has(each)) continue;
    mended.add(each);
    mends[each]();
  }
}

const mends: Readonly<Record<BackendName, () => void>> = {
  cpu() {
    // The stock ones say height for width where they tell the shape, and mistake where the second image begins.
    mend('ResizeNearestNeighborGrad', 'cpu', ({ dy, images }, attrs) =>
      nearestNeighborGradient(
        dy!.values,
        dy!.shape as [number, number, number, number],
        images!.shape.slice(1) as [number, number],
        attrs?.['alignCorners'] === true,
      ),
    );
    const { kernelFunc: bilinear } = tf.getKernel('ResizeBilinearGrad', 'cpu');
    replace('ResizeBilinearGrad', 'cpu', (params) => {
      const gradient = bilinear(params) as tf.TensorInfo;
      return { ...gradient, shape: params.inputs['images']!.shape };
    });
  },
  webgl: registerNormalization,
  webgpu() {
    registerWebGPUKernels();
    registerSGDUpdate();
  },
  wasm() {
    // The stock one finds no largest number in a window of numbers below 0.
    mend('MaxPoolGrad', 'wasm', ({ dy, input }, attrs) => {
      const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as PoolAttributes;
      const shape = input!.shape as [number, number, number, number];
      const info = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
      return maxPoolGradient(input!.values, dy!.values, info);
    });
    for (const kernelName of WRONG_ON_WASM) tf.unregisterKernel(kernelName, 'wasm');
  },
};

interface PoolAttributes {
  filterSize: [number, number];
  strides: [number, number];
  pad: 'valid' | 'same';
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** Computes the gradient of a function's last input by loops in JavaScript; it has that input's shape. */
function mend(
  kernelName: string,
  backendName: string,
  gradient: (inputs: Readonly<Record<string, Read>>, attrs: tf.NamedAttrMap | undefined) => Float32Array,
): void {
  replace(kernelName, backendName, ({ inputs, backend, attrs }) => {
    const storage = backend as Storage;
    const read = Object.fromEntries(
      Object.entries(inputs).map(([name, info]) => [
        name,
        { values: storage.readSync(info!.dataId), shape: info!.shape },
      ]),
    );
    const { shape } = (inputs['input'] ?? inputs['images'])!;
    const dataId = storage.write(gradient(read, attrs), shape, 'float32');
    return { dataId, shape, dtype: 'float32' };
  });
}

function replace(kernelName: string, backendName: string, kernelFunc: tf.KernelFunc): void {
  tf.unregisterKernel(kernelName, backendName);
  tf.registerKernel({ kernelName, backendName, kernelFunc });
}
