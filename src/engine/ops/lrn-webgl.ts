import * as tf from '@tensorflow/tfjs';
import type { GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { LocalResponseNormalization } from '../../model/layer';

/** The constants of local response normalization (paper, section 3.3); the window is `depthRadius` channels to each side. */
export type LRNOptions = Pick<LocalResponseNormalization, 'depthRadius' | 'bias' | 'alpha' | 'beta'>;

/** The WebGL backend, as far as it is needed here. */
export type ProgramRunner = Pick<MathBackendWebGL, 'runWebGLProgram'>;

/** The gradient of local response normalization (formula in lrn.ts) as two WebGL programs: n, then dx. */
export function lrnGradientWebGL(
  backend: ProgramRunner,
  x: tf.Tensor4D,
  dy: tf.Tensor4D,
  { depthRadius, bias, alpha, beta }: LRNOptions,
): tf.Tensor4D {
  const n = overWindow(
    ['x'],
    x.shape,
    depthRadius,
    'float a = getX(at.x, at.y, at.z, channel); sum += a * a;',
    `${float(bias)} + ${float(alpha)} * sum`,
  );
  const dx = overWindow(
    ['x', 'dy', 'n'],
    x.shape,
    depthRadius,
    `sum += getX(at.x, at.y, at.z, channel) * getDy(at.x, at.y, at.z, channel)
          * pow(getN(at.x, at.y, at.z, channel), ${float(-beta - 1)});`,
    `getDyAtOutCoords() * pow(getNAtOutCoords(), ${float(-beta)})
       - ${float(2 * alpha * beta)} * getXAtOutCoords() * sum`,
  );
  return tf.tidy(() => {
    const run = (program: GPGPUProgram, inputs: tf.Tensor[]): tf.Tensor =>
      tf.engine().makeTensorFromTensorInfo(backend.runWebGLProgram(program, inputs, 'float32'));
    return run(dx, [x, dy, run(n, [x])]) as tf.Tensor4D;
  });
}

/** A program that visits, for each of its elements, the channels of the window in a loop. */
function overWindow(
  variableNames: string[],
  outputShape: number[],
  radius: number,
  visit: string,
  result: string,
): GPGPUProgram {
  return {
    variableNames,
    outputShape,
    userCode: `
      void main() {
        ivec4 at = getOutputCoords();
        float sum = 0.0;
        for (int shift = -${radius}; shift <= ${radius}; shift++) {
          int channel = at.w + shift;
          if (channel >= 0 && channel < ${outputShape[3]}) {
            ${visit}
          }
        }
        setOutput(${result});
      }`,
  };
}

/** A number as GLSL source with a decimal point: GLSL reads 2 as an int. */
function float(value: number): string {
  return value.toExponential();
}
