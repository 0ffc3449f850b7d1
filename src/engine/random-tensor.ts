import type { GPGPUProgram } from '@tensorflow/tfjs-backend-webgl/dist/gpgpu_math';
import * as tf from '@tensorflow/tfjs';
import { type Distribution, ERF_SQRT2, hash, INVERSE_ERF, randomNumbers } from './random';

/**
 * A tensor of random numbers, the same on every backend but for rounding. WebGL makes them on the GPU: nothing is
 * uploaded, and they lie there as matrix products and convolutions read them, so that no second copy is made.
 *
 * @param seed a whole number; 32 bits of it count
 */
export function randomTensor(shape: readonly number[], distribution: Distribution, seed: number): tf.Tensor {
  const size = tf.util.sizeFromShape([...shape]);
  if (tf.getBackend() !== 'webgl' || size === 0) {
    return tf.tensor(randomNumbers(size, distribution, seed), [...shape], 'float32');
  }
  return tf.tidy(() => {
    const columns = shape.at(-1) ?? 1;
    const uniforms = [[hash(seed) | 0], [size / columns], [columns], parameters(distribution)];
    const backend = tf.backend() as unknown as ProgramRunner;
    const program = randomProgram(size / columns, columns, distribution.kind);
    const matrix = backend.runWebGLProgram(program, [], 'float32', uniforms);
    return tf
      .engine()
      .makeTensorFromTensorInfo(matrix)
      .reshape([...shape]);
  });
}

/** The WebGL backend, as far as it is needed here. */
interface ProgramRunner {
  runWebGLProgram(
    program: GPGPUProgram,
    inputs: tf.TensorInfo[],
    dtype: tf.DataType,
    uniforms: number[][],
  ): tf.TensorInfo;
}

/** What the shader's `parameters` holds. */
function parameters(distribution: Distribution): [number, number] {
  return distribution.kind === 'uniform'
    ? [distribution.minimum, distribution.maximum - distribution.minimum]
    : [distribution.mean, distribution.deviation];
}

/** Fills a packed texture, four neighbours of two rows and two columns a texel, and zeros beyond the matrix's edge. */
function randomProgram(rows: number, columns: number, kind: Distribution['kind']): GPGPUProgram {
  return {
    variableNames: [],
    outputShape: [rows, columns],
    packedOutput: true,
    enableShapeUniforms: true,
    customUniforms: [
      { name: 'key', type: 'int' },
      { name: 'rows', type: 'int' },
      { name: 'columns', type: 'int' },
      { name: 'parameters', type: 'vec2' },
    ],
    userCode: `
      uint hash(uint value) {
        uint state = value * 747796405u + 2891336453u;
        uint word = ((state >> ((state >> 28u) + 4u)) ^ state) * 277803737u;
        return (word >> 22u) ^ word;
      }
      ${STANDARD[kind]}
      float draw(int row, int column) {
        if (row >= rows || column >= columns) return 0.0;
        uint position = hash(uint(row * columns + column)) ^ uint(key);
        return parameters.x + parameters.y * standard(int(hash(position) >> 8u));
      }
      void main() {
        ivec2 at = getOutputCoords();
        setOutput(vec4(
          draw(at.x, at.y), draw(at.x, at.y + 1), draw(at.x + 1, at.y), draw(at.x + 1, at.y + 1)));
      }
    `,
  };
}

/** 2^-24, written so that GLSL reads exactly that: the step between two random numbers. */
const STEP = '5.9604644775390625e-8';

/** GLSL of the formulas of random.ts. */
const STANDARD: Record<Distribution['kind'], string> = {
  uniform: `
    float standard(int bits) {
      return float(bits) * ${STEP};
    }`,
  normal: standardNormal(1),
  truncatedNormal: standardNormal(ERF_SQRT2),
};

function standardNormal(share: number): string {
  return `
    float standard(int bits) {
      float x = float(2 * bits + 1 - 16777216) * ${STEP} * ${share.toExponential()};
      float w = -log((1.0 - x) * (1.0 + x));
      float sum = 0.0;
      if (w < 5.0) {
        w -= 2.5;
        ${horner(INVERSE_ERF.central)}
      } else {
        w = sqrt(w) - 3.0;
        ${horner(INVERSE_ERF.tail)}
      }
      return 1.41421356237 * x * sum;
    }`;
}

function horner(coefficients: readonly number[]): string {
  return coefficients.map((coefficient) => `sum = sum * w + ${coefficient.toExponential()};`).join(' ');
}
