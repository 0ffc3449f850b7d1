import type { GPGPUProgram } from '@tensorflow/tfjs-backend-webgl/dist/gpgpu_math';
import * as tf from '@tensorflow/tfjs';
import { type Distribution, ERF_SQRT2, hash, INVERSE_ERF, randomNumbers } from './random';
import { horner, STEP } from './random-source';
import { runShader, type WebGPURunner } from './webgpu/program';
import { randomShader } from './random-webgpu';

/**
 * A tensor of random numbers, the same on every backend but for rounding. WebGL and WebGPU make them on the GPU: nothing
 * is drawn on the processor or uploaded. On WebGL they lie as matrix products and convolutions read them, so that no
 * second copy is made.
 *
 * @param seed a whole number; 32 bits of it count
 */
export function randomTensor(shape: readonly number[], distribution: Distribution, seed: number): tf.Tensor {
  const size = tf.util.sizeFromShape([...shape]);
  const name = tf.getBackend();
  if (size > 0 && name === 'webgl') return onWebGL(shape, distribution, seed);
  if (size > 0 && name === 'webgpu') {
    const shader = randomShader(shape, distribution.kind, seed, parameters(distribution));
    const info = runShader(tf.backend() as unknown as WebGPURunner, shader, []);
    return tf.engine().makeTensorFromTensorInfo(info);
  }
  return tf.tensor(randomNumbers(size, distribution, seed), [...shape], 'float32');
}

function onWebGL(shape: readonly number[], distribution: Distribution, seed: number): tf.Tensor {
  return tf.tidy(() => {
    const size = tf.util.sizeFromShape([...shape]);
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

/** What is added to a standard number of the distribution, once it is multiplied by the second. */
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
