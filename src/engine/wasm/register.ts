import * as tf from '@tensorflow/tfjs';
import { useGradientKernels } from '../ops/conv2d';
import { convolve, kernelGradient, xGradient } from './conv2d';
import { matMul } from './matmul';
import {
  type Address,
  type Products,
  productsIn,
  type Scratch,
  type TfjsModule,
  withScratch,
} from './products';

/** TensorFlow.js's wasm backend, as its kernels see it. */
interface Backend {
  wasm: TfjsModule;
  dataIdMap: { get(dataId: object): { memoryOffset: number } };
  makeOutput(shape: number[], dtype: 'float32'): tf.TensorInfo;
  disposeData(dataId: object, force: boolean): boolean;
}

type Inputs = Readonly<Record<string, tf.TensorInfo | undefined>>;

/** What is computed: into a tensor of this shape. Addresses are known once it is there. */
interface Work {
  shape: number[];
  compute: (
    products: Products,
    scratch: Scratch,
    at: (info: tf.TensorInfo | undefined) => Address,
    to: Address,
  ) => void;
}

/** A kernel of our own; null: this call is for that of TensorFlow.js. */
type OwnKernel = (inputs: Inputs, attributes: tf.NamedAttrMap) => Work | null;

/** What the kernels of convolutions are told beside their inputs. */
interface ConvolutionAttributes {
  strides: number | [number, number];
  pad: 'valid' | 'same' | number | tf.backend_util.ExplicitPadding;
  dataFormat?: 'NHWC' | 'NCHW';
  /** TensorFlow.js's own gradients know none. */
  dilations?: number | [number, number];
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

type Shape4 = [number, number, number, number];

/** Numbers of fused activations, as `finish` has them. */
const ACTIVATIONS: Readonly<Record<string, number>> = { linear: 0, relu: 1, relu6: 2 };

const convolution: OwnKernel = ({ x, filter, bias }, attributes) => {
  const info = infoOf(x!.shape, filter!.shape, attributes);
  const activation = activationOf(attributes);
  if (!info || activation === null || !isBiasOf(bias, info.outChannels)) return null;
  return {
    shape: info.outShape,
    compute: (products, scratch, at, to) => {
      const result = { to, columns: info.outChannels, bias: at(bias), activation };
      convolve(products, scratch, at(x), at(filter), info, result);
    },
  };
};

const matrixProduct: OwnKernel = ({ a, b, bias }, attributes) => {
  const { transposeA, transposeB } = attributes as { transposeA?: boolean; transposeB?: boolean };
  const activation = activationOf(attributes);
  const [batchA, batchB] = [a!, b!].map(({ shape }) => tf.util.sizeFromShape(shape.slice(0, -2))) as [
    number,
    number,
  ];
  const [rows, sum] = matrixOf(a!, transposeA);
  const [, columns] = matrixOf(b!, transposeB);
  const together = tf.broadcast_util.assertAndGetBroadcastShape(a!.shape.slice(0, -2), b!.shape.slice(0, -2));
  const batch = tf.util.sizeFromShape(together);
  // Which matrices belong together is plain only if one side has them all, and the other all or one.
  const isPlain = [batchA, batchB].every((size) => size === batch || size === 1);
  if (!isPlain || (transposeA && transposeB) || activation === null || !isBiasOf(bias, columns)) return null;
  const transposed = transposeA ? 'a' : transposeB ? 'b' : null;
  return {
    shape: [...together, rows, columns],
    compute: (products, scratch, at, to) => {
      for (let i = 0; i < batch; i++) {
        matMul(products, scratch, {
          a: at(a) + (batchA > 1 ? 4 * i * rows * sum : 0),
          b: at(b) + (batchB > 1 ? 4 * i * sum * columns : 0),
          rows,
          sum,
          transposed,
          result: { to: to + 4 * i * rows * columns, columns, bias: at(bias), activation },
        });
        scratch.free();
      }
    },
  };
};

const OWN: Readonly<Record<string, OwnKernel>> = {
  Conv2D: convolution,
  FusedConv2D: convolution,
  Conv2DBackpropFilter: ({ x, dy }, attributes) => {
    const shape = attributes['filterShape'] as Shape4;
    const info = infoOf(x!.shape, shape, attributes);
    return (
      info && {
        shape,
        compute: (products, scratch, at, to) => {
          kernelGradient(products, scratch, at(x), at(dy), info, to);
        },
      }
    );
  },
  Conv2DBackpropInput: ({ dy, filter }, attributes) => {
    const shape = attributes['inputShape'] as Shape4;
    const info = infoOf(shape, filter!.shape, attributes);
    return (
      info && {
        shape,
        compute: (products, scratch, at, to) => {
          xGradient(products, scratch, at(dy), at(filter), info, to);
        },
      }
    );
  },
  BatchMatMul: matrixProduct,
  _FusedMatMul: matrixProduct,
};

let registered = false;

/**
 * Puts our kernels in the place of TensorFlow.js's on wasm, where the browser has SIMD. To those (or to what stands in for
 * one that is missing) go calls with channels first, with numbers that are no float32 or, to a convolution, none at all,
 * with an activation that we do not fuse or a bias that is not one number a column, products of two transposed matrices,
 * and of batches of which neither is repeated as a whole. To follow `registerFallbacks`.
 *
 * @param binary what `binaryFor` found; null leaves everything to TensorFlow.js
 */
export function registerWasmKernels(binary: BufferSource | null): void {
  if (registered || binary === null) return;
  registered = true;
  useGradientKernels('wasm');
  for (const [kernelName, own] of Object.entries(OWN)) {
    const { kernelFunc: stock } = tf.getKernel(kernelName, 'wasm');
    tf.unregisterKernel(kernelName, 'wasm');
    tf.registerKernel({
      kernelName,
      backendName: 'wasm',
      kernelFunc: (params) => {
        const work = isFloat(params.inputs) ? own(params.inputs, params.attrs ?? {}) : null;
        return work ? run(work, params.backend as Backend, binary) : stock(params);
      },
    });
  }
}

function run({ shape, compute }: Work, backend: Backend, binary: BufferSource): tf.TensorInfo {
  const products = productsIn(backend.wasm, binary);
  const output = backend.makeOutput(shape, 'float32');
  const at = (info: tf.TensorInfo | undefined) =>
    info ? backend.dataIdMap.get(info.dataId).memoryOffset : 0;
  try {
    withScratch(backend.wasm, (scratch) => {
      compute(products, scratch, at, at(output));
    });
  } catch (error) {
    backend.disposeData(output.dataId, true);
    throw error;
  }
  return output;
}

function isFloat(inputs: Inputs): boolean {
  return Object.values(inputs).every((input) => input === undefined || input.dtype === 'float32');
}

function infoOf(
  xShape: number[],
  filterShape: number[],
  attributes: tf.NamedAttrMap,
): tf.backend_util.Conv2DInfo | null {
  const { strides, pad, dataFormat, dilations, dimRoundingMode } =
    attributes as unknown as ConvolutionAttributes;
  if (dataFormat === 'NCHW') return null;
  const [x, filter] = [xShape, filterShape] as [Shape4, Shape4];
  const info = tf.backend_util.computeConv2DInfo(x, filter, strides, dilations ?? 1, pad, dimRoundingMode);
  return [...x, ...filter, ...info.outShape].every((size) => size > 0) ? info : null;
}

/** @returns null if it is not ours to compute */
function activationOf(attributes: tf.NamedAttrMap): number | null {
  return ACTIVATIONS[(attributes['activation'] as string | undefined) ?? 'linear'] ?? null;
}

function isBiasOf(bias: tf.TensorInfo | undefined, columns: number): boolean {
  return bias === undefined || (bias.shape.length === 1 && bias.shape[0] === columns);
}

/** [rows, sum] of a first matrix, [sum, columns] of a second. */
function matrixOf({ shape }: tf.TensorInfo, transposed = false): [number, number] {
  const [rows, columns] = shape.slice(-2) as [number, number];
  return transposed ? [columns, rows] : [rows, columns];
}
