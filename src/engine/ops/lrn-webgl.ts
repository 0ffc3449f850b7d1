import * as tf from '@tensorflow/tfjs';
import type { GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { isOwn, type LRNOptions } from '../own/lrn-options';
import { noteOwnKernel } from '../own/own-kernels';

/** The WebGL backend, as far as it is needed here. */
type ProgramRunner = Pick<MathBackendWebGL, 'runWebGLProgram'>;

let registered = false;

/** Puts our kernels in the place of TensorFlow.js's on WebGL. */
export function registerNormalization(): void {
  if (registered) return;
  registered = true;
  replace('LRN', ['x'], (shape, options) => packed(['x'], shape, normalize(options)));
  replace('LRNGrad', ['x', 'dy'], (shape, options) => packed(['x', 'dy'], shape, gradient(options)));
}

function replace(
  kernelName: string,
  inputNames: readonly string[],
  own: (shape: number[], options: LRNOptions) => GPGPUProgram,
): void {
  const { kernelFunc: stock } = tf.getKernel(kernelName, 'webgl');
  tf.unregisterKernel(kernelName, 'webgl');
  tf.registerKernel({
    kernelName,
    backendName: 'webgl',
    kernelFunc: (params) => {
      const options = params.attrs as unknown as LRNOptions;
      if (!isOwn('webgl', options)) return stock(params);
      const inputs = inputNames.map((name) => params.inputs[name]!);
      const program = own(inputs[0]!.shape, options);
      return (params.backend as ProgramRunner).runWebGLProgram(program, inputs, 'float32');
    },
  });
  noteOwnKernel(kernelName, 'webgl');
}

/**
 * y = x / n^beta (formulas in lrn.ts). A texel holds two neighbouring channels (`.xz` and `.yw`) of two neighbouring
 * columns, so that where the window is 5 channels, three texels are the windows of four numbers.
 */
function normalize(options: LRNOptions): string {
  const reach = reachOf(options);
  return `
    ${between(-reach, reach, square)}
    ${windowSum('sum', 'square', 0, options)}
    vec4 result = x${id(0)} * pow(${base('sum', options)}, vec4(${float(-options.beta)}));`;
}

/**
 * dx = dy * n^-beta - 2 * alpha * beta * x * W(dy * x * n^(-beta - 1)), in one program: five texels of x and three of dy
 * are all that four numbers need, and three powers a number take less than another program, its output and its inputs.
 */
function gradient(options: LRNOptions): string {
  const { alpha, beta } = options;
  const reach = reachOf(options);
  return `
    ${between(-2 * reach, 2 * reach, square)}
    ${between(-reach, reach, (texel) => {
      const [sum, n, scaled] = [`sum${id(texel)}`, `n${id(texel)}`, `scaled${id(texel)}`];
      return `
    ${windowSum(sum, 'square', texel, options)}
    vec4 ${n} = ${base(sum, options)};
    vec4 ${scaled} = dyFrom(at, ${2 * texel}) * pow(${n}, vec4(${float(-beta)}));
    vec4 spread${id(texel)} = within(${scaled} * x${id(texel)} / ${n}, at, ${2 * texel});`;
    })}
    ${windowSum('sum', 'spread', 0, options)}
    vec4 result = scaled${id(0)} - ${float(2 * alpha * beta)} * x${id(0)} * sum;`;
}

function packed(variableNames: string[], outputShape: number[], body: string): GPGPUProgram {
  const [, , width, channels] = outputShape as [number, number, number, number];
  const from = variableNames.map((name) => {
    const get = `get${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    return `
    vec4 ${name}From(ivec4 at, int shift) {
      int channel = at.w + shift;
      if (channel < 0 || channel >= ${channels}) return vec4(0.0);
      return within(${get}(at.x, at.y, at.z, channel), at, shift);
    }`;
  });
  return {
    variableNames,
    outputShape,
    packedInputs: true,
    packedOutput: true,
    userCode: `
    /** The texel so many channels further, with zeros for channels that are none. */
    vec4 within(vec4 texel, ivec4 at, int shift) {
      int channel = at.w + shift;
      if (channel < 0 || channel >= ${channels}) return vec4(0.0);
      if (channel + 1 == ${channels}) texel.yw = vec2(0.0);
      return texel;
    }
    ${from.join('')}
    void main() {
      ivec4 at = getOutputCoords();
      ${body}
      // Where a texel reaches beyond the matrix, products expect zeros.
      result = within(result, at, 0);
      if (at.z + 1 == ${width}) result.zw = vec2(0.0);
      setOutput(result);
    }`,
  };
}

/** Declares a texel of x and its square. */
function square(texel: number): string {
  const x = `x${id(texel)}`;
  return `vec4 ${x} = xFrom(at, ${2 * texel}); vec4 square${id(texel)} = ${x} * ${x};`;
}

/** How many texels to each side a window needs. */
function reachOf({ depthRadius }: LRNOptions): number {
  return Math.floor((depthRadius + 1) / 2);
}

/** Declares the sums, for each number of a texel, of the terms `name` in its window. */
function windowSum(sum: string, name: string, texel: number, options: LRNOptions): string {
  const reach = reachOf(options);
  const isIn = (distance: number) => Math.abs(distance) <= options.depthRadius;
  const left: string[] = [];
  const right: string[] = [];
  for (let shift = -reach; shift <= reach; shift++) {
    const term = `${name}${id(texel + shift)}`;
    if (isIn(2 * shift)) left.push(`${term}.xz`);
    if (isIn(2 * shift + 1)) left.push(`${term}.yw`);
    if (isIn(2 * shift - 1)) right.push(`${term}.xz`);
    if (isIn(2 * shift)) right.push(`${term}.yw`);
  }
  return `vec4 ${sum}; ${sum}.xz = ${left.join(' + ')}; ${sum}.yw = ${right.join(' + ')};`;
}

function base(sum: string, { bias, alpha }: LRNOptions): string {
  return `(${float(bias)} + ${float(alpha)} * ${sum})`;
}

function between(first: number, last: number, code: (texel: number) => string): string {
  return Array.from({ length: last - first + 1 }, (_, index) => code(first + index)).join('\n    ');
}

/** A texel's place from the one to be computed, as part of a name. */
function id(texel: number): string {
  return texel < 0 ? `Before${-texel}` : `${texel}`;
}

/** A number as GLSL source with a decimal point: GLSL reads 2 as an int. */
function float(value: number): string {
  return value.toExponential();
}
