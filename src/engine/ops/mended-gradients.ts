import * as tf from '@tensorflow/tfjs';

/**
 * Puts right what TensorFlow.js 4.22 has wrong, or not at all, in the gradients of functions that its layers use;
 * for layers and for cells that call the functions, on every backend.
 */
export function mendGradients(): void {
  for (const kernelName of ['Greater', 'Less', 'LessEqual', 'Equal', 'NotEqual']) {
    tf.registerGradient({
      kernelName,
      inputsToSave: ['a', 'b'],
      gradFunc: (_dy, [a, b]) => ({ a: () => tf.zeros(a!.shape), b: () => tf.zeros(b!.shape) }),
    });
  }
  for (const kernelName of ['Any', 'All']) {
    tf.registerGradient({
      kernelName,
      inputsToSave: ['x'],
      gradFunc: (_dy, [x]) => ({ x: () => tf.zeros(x!.shape) }),
    });
  }
  larger('Maximum', (a, b) => tf.greaterEqual(a, b));
  larger('Minimum', (a, b) => tf.lessEqual(a, b));
  averagePooling('AvgPool', 'AvgPoolGrad');
  averagePooling('AvgPool3D', 'AvgPool3DGrad');
  transposedConvolution3d();
}

/** The stock gradient has the shape of the output, also where an input was repeated to fill it. */
function larger(kernelName: string, first: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor): void {
  tf.registerGradient({
    kernelName,
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, saved) => {
      const [a, b] = saved as [tf.Tensor, tf.Tensor];
      const toFirst = first(a, b).cast('float32');
      return {
        a: () => asInput((dy as tf.Tensor).mul(toFirst), a.shape),
        b: () => asInput((dy as tf.Tensor).mul(tf.sub(1, toFirst)), b.shape),
      };
    },
  });
}

/** Sums over the axes along which an input of this shape was repeated. */
function asInput(dy: tf.Tensor, shape: number[]): tf.Tensor {
  const repeated = tf.broadcast_util.getReductionAxes(shape, dy.shape);
  return dy.sum(repeated).reshape(shape);
}

interface PoolAttributes {
  filterSize: number | [number, number];
  strides: number | [number, number];
  pad: 'valid' | 'same' | number | tf.backend_util.ExplicitPadding;
}

/**
 * An average is taken over the places within the image; the stock gradient divides by the whole window, that part of
 * it which lies in the padding included.
 */
function averagePooling(kernelName: string, gradientName: string): void {
  tf.registerGradient({
    kernelName,
    inputsToSave: ['x'],
    gradFunc: (dy, saved, attrs) => ({
      x: () => {
        const [input] = saved as [tf.Tensor];
        const scaled = scaledToInside(dy as tf.Tensor, input.shape, attrs as unknown as PoolAttributes);
        return tf.engine().runKernel(gradientName, { dy: scaled, input }, attrs);
      },
    }),
  });
}

/** dy times the window's size, divided by how many of its places lie within. */
function scaledToInside(
  dy: tf.Tensor,
  shape: number[],
  { filterSize, strides, pad }: PoolAttributes,
): tf.Tensor {
  if (pad === 'valid') return dy;
  return alongAxes(shape, filterSize, strides, pad).reduce((scaled: tf.Tensor, along, axis) => {
    const { window, stride, before, length, count } = along;
    const factors = Array.from({ length: count }, (_, place) => {
      const begin = place * stride - before;
      return window / (Math.min(begin + window, length) - Math.max(begin, 0));
    });
    const beside = shape.map((_, other) => (other === axis + 1 ? count : 1));
    return scaled.mul(tf.tensor(factors, beside));
  }, dy);
}

/** How the window moves along each axis of space. */
function alongAxes(
  shape: number[],
  filterSize: PoolAttributes['filterSize'],
  strides: PoolAttributes['strides'],
  pad: PoolAttributes['pad'],
) {
  const along = (window: number, stride: number, before: number, length: number, count: number) => ({
    window,
    stride,
    before,
    length,
    count,
  });
  if (shape.length === 5) {
    const info = tf.backend_util.computePool3DInfo(
      shape as [number, number, number, number, number],
      filterSize as number,
      strides as number,
      1,
      pad as 'same',
    );
    return [
      along(info.filterDepth, info.strideDepth, info.padInfo.front, info.inDepth, info.outDepth),
      along(info.filterHeight, info.strideHeight, info.padInfo.top, info.inHeight, info.outHeight),
      along(info.filterWidth, info.strideWidth, info.padInfo.left, info.inWidth, info.outWidth),
    ];
  }
  const info = tf.backend_util.computePool2DInfo(
    shape as [number, number, number, number],
    filterSize,
    strides,
    1,
    pad,
  );
  return [
    along(info.filterHeight, info.strideHeight, info.padInfo.top, info.inHeight, info.outHeight),
    along(info.filterWidth, info.strideWidth, info.padInfo.left, info.inWidth, info.outWidth),
  ];
}

/** TensorFlow.js has none. The transposed convolution is linear in both: its gradients are convolutions. */
function transposedConvolution3d(): void {
  tf.registerGradient({
    kernelName: 'Conv3DBackpropInputV2',
    inputsToSave: ['dy', 'filter'],
    gradFunc: (ddx, saved, attrs) => {
      const [dy, filter] = saved as [tf.Tensor5D, tf.Tensor5D];
      const { strides, pad } = attrs as unknown as { strides: number; pad: 'valid' | 'same' };
      const x = ddx as tf.Tensor5D;
      return {
        dy: () => tf.conv3d(x, filter, strides, pad),
        filter: () =>
          tf
            .engine()
            .runKernel('Conv3DBackpropFilterV2', { x, dy }, { strides, pad, filterShape: filter.shape }),
      };
    },
  });
}
