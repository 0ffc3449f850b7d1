import * as tf from '@tensorflow/tfjs';
import { convolutionInfo, isBiasOf } from '../own/convolution-info';
import { noteOwnKernel } from '../own/own-kernels';
import type { ProductAttributes } from '../own/product-info';
import { convolve, filterGradient, inputGradient } from './conv2d';
import { type Epilogue, isActivation, NO_EPILOGUE } from './epilogue';
import { matMul } from './mat-mul';
import { normalize, normalizeGradient } from './lrn';
import type { LRNOptions } from '../own/lrn-options';
import type { WebGPURunner } from './program';

type Params = Parameters<tf.KernelFunc>[0];
type Inputs = Readonly<Record<string, tf.TensorInfo | undefined>>;

/** A kernel of our own; null: this call is for that of TensorFlow.js. */
type OwnKernel = (inputs: Inputs, attributes: tf.NamedAttrMap, backend: WebGPURunner) => tf.TensorInfo | null;

const OWN: Readonly<Record<string, OwnKernel>> = {
  Conv2D: ({ x, filter }, attributes, backend) => {
    const info = convolutionInfo(x!.shape, filter!.shape, attributes);
    return info && convolve(backend, x!, filter!, info, undefined, NO_EPILOGUE);
  },
  FusedConv2D: ({ x, filter, bias }, attributes, backend) => {
    const info = convolutionInfo(x!.shape, filter!.shape, attributes);
    const epilogue = epilogueOf(attributes, bias, info?.outChannels ?? 0);
    return info && epilogue && convolve(backend, x!, filter!, info, bias, epilogue);
  },
  Conv2DBackpropFilter: ({ x, dy }, attributes, backend) => {
    const info = convolutionInfo(x!.shape, attributes['filterShape'] as number[], attributes);
    return info && filterGradient(backend, x!, dy!, info);
  },
  Conv2DBackpropInput: ({ dy, filter }, attributes, backend) => {
    const info = convolutionInfo(attributes['inputShape'] as number[], filter!.shape, attributes);
    return info && inputGradient(backend, dy!, filter!, info);
  },
  BatchMatMul: ({ a, b }, attributes, backend) => matMul(backend, { a: a!, b: b! }, attributes, NO_EPILOGUE),
  _FusedMatMul: ({ a, b, bias }, attributes, backend) => {
    const given = attributes as ProductAttributes;
    const epilogue = epilogueOf(attributes, bias, b!.shape.at(given.transposeB ? -2 : -1) ?? 0);
    return epilogue && matMul(backend, { a: a!, b: b!, bias }, given, epilogue);
  },
  LRN: ({ x }, attributes, backend) => normalize(backend, x!, attributes as unknown as LRNOptions),
  LRNGrad: ({ x, dy }, attributes, backend) =>
    normalizeGradient(backend, x!, dy!, attributes as unknown as LRNOptions),
};

let registered = false;

/**
 * Puts our kernels in the place of TensorFlow.js's on WebGPU. To those go calls with channels first, with numbers that
 * are no float32 or none at all, with a PReLU's slopes or a bias that is not one number a column, products whose matrices do
 * not fit or of which some belong to each of the others, windows of LRN beyond `MOST_RADIUS`, and sizes beyond WebGPU's limits.
 */
export function registerWebGPUKernels(): void {
  if (registered) return;
  registered = true;
  for (const [kernelName, own] of Object.entries(OWN)) {
    const { kernelFunc: stock } = tf.getKernel(kernelName, 'webgpu');
    tf.unregisterKernel(kernelName, 'webgpu');
    tf.registerKernel({
      kernelName,
      backendName: 'webgpu',
      kernelFunc: (params) => {
        const output = isFloat(params)
          ? own(params.inputs, params.attrs ?? {}, params.backend as WebGPURunner)
          : null;
        return output ?? stock(params);
      },
    });
    noteOwnKernel(kernelName, 'webgpu');
  }
}

function isFloat({ inputs }: Params): boolean {
  return Object.values(inputs).every((input) => input === undefined || input.dtype === 'float32');
}

/** @returns null if this is not ours to compute */
function epilogueOf(
  attributes: tf.NamedAttrMap,
  bias: tf.TensorInfo | undefined,
  columns: number,
): Epilogue | null {
  const activation = attributes['activation'] ?? 'linear';
  const alpha = (attributes['leakyreluAlpha'] as number | undefined) ?? 0;
  if (typeof activation !== 'string' || !isActivation(activation)) return null;
  if (!isBiasOf(bias, columns)) return null;
  return { bias: bias !== undefined, activation, alpha };
}
