import * as tf from '@tensorflow/tfjs';
import type { GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { noteOwnKernel } from './own-kernels';
import { type LRNOptions, MOST_RADIUS } from '../webgpu/lrn-options';

/** The WebGL backend, as far as it is needed here. */
type ProgramRunner = Pick<MathBackendWebGL, 'runWebGLProgram' | 'disposeIntermediateTensorInfo'>;

let registered = false;

/** Puts our kernels in the place of TensorFlow.js's on WebGL, but for windows beyond `MOST_RADIUS`. */
export function registerNormalization(): void {
  if (registered) return;
  registered = true;
  replace('LRN', ({ x }, options, backend) => normalize(backend, x!, options));
  replace('LRNGrad', ({ x, dy }, options, backend) => gradient(backend, x!, dy!, options));
}

function replace(
  kernelName: string,
  own: (
    inputs: Readonly<Record<string, tf.TensorInfo | undefined>>,
    options: LRNOptions,
    backend: ProgramRunner,
  ) => tf.TensorInfo,
): void {
  const { kernelFunc: stock } = tf.getKernel(kernelName, 'webgl');
  tf.unregisterKernel(kernelName, 'webgl');
  tf.registerKernel({
    kernelName,
    backendName: 'webgl',
    kernelFunc: (params) => {
      const options = params.attrs as unknown as LRNOptions;
      if (options.depthRadius > MOST_RADIUS) return stock(params);
      return own(params.inputs, options, params.backend as ProgramRunner);
    },
  });
  noteOwnKernel(kernelName, 'webgl');
}

/**
 * Local response normalization over the last axis (formula in lrn.ts), packed: a texel holds two neighbouring channels
 * of two neighbouring columns, so that three texels are the windows of four numbers, where n is 5.
 */
function normalize(backend: ProgramRunner, x: tf.TensorInfo, options: LRNOptions): tf.TensorInfo {
  const { bias, alpha, beta, depthRadius } = options;
  const program = packed(
    ['x'],
    x.shape,
    windowSum('getX', 'a * a', depthRadius, x.shape),
    `a * ${power(bias, alpha, -beta)}`,
  );
  return backend.runWebGLProgram(program, [x], 'float32');
}

/**
 * Its gradient for x, in two programs: dy * x * n^(-beta - 1), and of that the sums over windows. A program has one
 * output, so n is computed in both, of texels that the second reads anyway in part: 7 texels for 4 numbers, where it
 * would be a dozen with n as a tensor between. Each number takes one power in each.
 */
function gradient(
  backend: ProgramRunner,
  x: tf.TensorInfo,
  dy: tf.TensorInfo,
  { depthRadius, bias, alpha, beta }: LRNOptions,
): tf.TensorInfo {
  const squares = windowSum('getX', 'a * a', depthRadius, x.shape);
  const own = 'getDy(at.x, at.y, at.z, at.w)';
  const spread = packed(['x', 'dy'], x.shape, squares, `a * ${own} * ${power(bias, alpha, -beta - 1)}`);
  const dx = packed(
    ['x', 'dy', 'spread'],
    x.shape,
    `${squares}
      vec4 scaled = ${own} * ${power(bias, alpha, -beta)};
      sum = vec4(0.0);
      ${windowSum('getSpread', 'a', depthRadius, x.shape)}
      a = getX(at.x, at.y, at.z, at.w);`,
    `scaled - ${float(2 * alpha * beta)} * a * sum`,
  );
  const between = backend.runWebGLProgram(spread, [x, dy], 'float32');
  const output = backend.runWebGLProgram(dx, [x, dy, between], 'float32');
  backend.disposeIntermediateTensorInfo(between);
  return output;
}

/**
 * A program for texels of two columns (`.xy` and `.zw`) and two channels (`.xz` and `.yw`). `body` and `result` may use
 * `at`, `sum` and `a`.
 */
function packed(variableNames: string[], outputShape: number[], body: string, result: string): GPGPUProgram {
  const [, , width, channels] = outputShape as [number, number, number, number];
  return {
    variableNames,
    outputShape,
    packedInputs: true,
    packedOutput: true,
    userCode: `
      void main() {
        ivec4 at = getOutputCoords();
        vec4 sum = vec4(0.0);
        vec4 a = vec4(0.0);
        ${body}
        vec4 result = ${result};
        // Where a texel reaches beyond the matrix, products expect zeros.
        ${channels % 2 ? `if (at.w + 1 == ${channels}) result.yw = vec2(0.0);` : ''}
        ${width % 2 ? `if (at.z + 1 == ${width}) result.zw = vec2(0.0);` : ''}
        setOutput(result);
      }`,
  };
}

/** Adds to `sum`, for each number of the texel, `term` of the numbers `a` in its window. Leaves the texel itself in `a`. */
function windowSum(get: string, term: string, depthRadius: number, shape: readonly number[]): string {
  const channels = shape.at(-1) ?? 1;
  const radius = Math.min(depthRadius, channels - 1);
  const reach = Math.floor((radius + 1) / 2);
  const isIn = (distance: number) => Math.abs(distance) <= radius;
  // From the far ones to the texel itself, which comes last.
  const texels = Array.from({ length: 2 * reach + 1 }, (_, index) => index - reach).sort(
    (one, other) => Math.abs(other) - Math.abs(one),
  );
  return texels
    .map((texel) => {
      const shift = 2 * texel;
      const left = [isIn(shift) && 'term.xz', isIn(shift + 1) && 'term.yw'].filter(Boolean);
      const right = [isIn(shift - 1) && 'term.xz', isIn(shift) && 'term.yw'].filter(Boolean);
      return `{
          int channel = at.w + ${shift};
          if (channel >= 0 && channel < ${channels}) {
            a = ${get}(at.x, at.y, at.z, channel);
            vec4 term = ${term};
            ${channels % 2 ? `if (channel + 1 == ${channels}) term.yw = vec2(0.0);` : ''}
            ${left.length > 0 ? `sum.xz += ${left.join(' + ')};` : ''}
            ${right.length > 0 ? `sum.yw += ${right.join(' + ')};` : ''}
          }
        }`;
    })
    .join('\n');
}

/** n, of the sum of squares, to this power. */
function power(bias: number, alpha: number, exponent: number): string {
  return `pow(vec4(${float(bias)}) + ${float(alpha)} * sum, vec4(${float(exponent)}))`;
}

/** A number as GLSL source with a decimal point: GLSL reads 2 as an int. */
function float(value: number): string {
  return value.toExponential();
}
