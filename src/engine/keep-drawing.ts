import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { Slices } from './slices';

const keeping = new WeakSet<MathBackendWebGL>();

/**
 * Lets the page draw while WebGL computes: a training step is queued at once, and on a card of which it takes a tenth of a
 * second the page's next frame would come after it. So now and then the worker waits until the card has done what it has;
 * a worker may. WebGPU has nothing that waits: there, only whole batches are waited for.
 */
export function keepDrawing(backend: MathBackendWebGL): void {
  // A backend outlives its session where there are several, as in tests.
  if (keeping.has(backend)) return;
  keeping.add(backend);
  const { gpgpu } = backend;
  const { gl } = gpgpu;
  const slices = new Slices();
  const run = backend.runWebGLProgram.bind(backend);
  const pixel = new Float32Array(4);
  // Not where a program is drawn: that is within what the GPU's timer measures.
  backend.runWebGLProgram = (...program) => {
    const output = run(...program);
    if (gpgpu.program === null || !slices.add(gpgpu.program)) return output;
    const beganAt = performance.now();
    // Of all that WebGL has, reading a pixel of what was just drawn is what waits: in browsers `finish` does not.
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.FLOAT, pixel);
    slices.waited(performance.now() - beganAt);
    return output;
  };
}
