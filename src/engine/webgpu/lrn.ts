import type { TensorInfo } from '@tensorflow/tfjs';
import { isOwn, type LRNOptions } from '../own/lrn-options';
import { bitsOf, flatWorkgroups, runShader, type Shader, sizeOf, type WebGPURunner } from './program';

/**
 * Threads of a workgroup. Each loads one number; those at its ends only for the windows of the others: for the gradient
 * 4 * depthRadius of them, so that `MOST_RADIUS` leaves half.
 */
const THREADS = 256;

/**
 * Local response normalization over the last axis, and its gradient (formulas in ops/lrn.ts). The numbers are one long
 * row of channel after channel, of which a workgroup takes a part, and each window ends where its place's channels do:
 * so no thread is idle whatever the number of channels. Each number is read once, but for the ends: 1 read and
 * 1 write a number, and 2 reads and 1 write for the gradient, is all that is possible.
 *
 * @returns null for windows beyond `MOST_RADIUS`
 */
export function normalize(backend: WebGPURunner, x: TensorInfo, options: LRNOptions): TensorInfo | null {
  const { depthRadius } = options;
  if (!isOwn('webgpu', options)) return null;
  const code = () => `
    ${WINDOW}
    var<workgroup> squares: array<f32, ${THREADS}>;

    fn main() {
      let at = place(uniforms.radius);
      let own = i32(localId.x);
      let isInside = at >= 0 && at < uniforms.size;
      var a = 0.0;
      if (isInside) { a = x[at]; }
      squares[own] = a * a;
      workgroupBarrier();
      if (!isInside || !isOwn(uniforms.radius)) { return; }
      let reach = window(at);
      var sum = 0.0;
      for (var i = reach.x; i <= reach.y; i++) { sum += squares[own + i]; }
      result[at] = a * pow(base(sum), -bitcast<f32>(uniforms.beta));
    }`;
  return runShader(backend, shader('lrn', ['x'], x.shape, options, depthRadius, code), [x]);
}

/** The gradient for x, given that for the output. */
export function normalizeGradient(
  backend: WebGPURunner,
  x: TensorInfo,
  dy: TensorInfo,
  options: LRNOptions,
): TensorInfo | null {
  const { depthRadius } = options;
  if (!isOwn('webgpu', options)) return null;
  // n is known a window within the workgroup's end, and the sum of what needs n one more.
  const code = () => `
    ${WINDOW}
    var<workgroup> squares: array<f32, ${THREADS}>;
    /** dy * x * n^(-beta - 1) */
    var<workgroup> spread: array<f32, ${THREADS}>;

    fn main() {
      let at = place(2 * uniforms.radius);
      let own = i32(localId.x);
      let isInside = at >= 0 && at < uniforms.size;
      var a = 0.0;
      if (isInside) { a = x[at]; }
      squares[own] = a * a;
      workgroupBarrier();
      let reach = window(at);
      var scaled = 0.0;
      var share = 0.0;
      if (isInside && isOwn(uniforms.radius)) {
        var sum = 0.0;
        for (var i = reach.x; i <= reach.y; i++) { sum += squares[own + i]; }
        let n = base(sum);
        scaled = dy[at] * pow(n, -bitcast<f32>(uniforms.beta));
        share = scaled * a / n;
      }
      spread[own] = share;
      workgroupBarrier();
      if (!isInside || !isOwn(2 * uniforms.radius)) { return; }
      var sum = 0.0;
      for (var i = reach.x; i <= reach.y; i++) { sum += spread[own + i]; }
      result[at] = scaled - 2.0 * bitcast<f32>(uniforms.alpha) * bitcast<f32>(uniforms.beta) * a * sum;
    }`;
  const inputs = ['x', 'dy'];
  return runShader(backend, shader('lrn gradient', inputs, x.shape, options, 2 * depthRadius, code), [x, dy]);
}

/** @param lent how many threads at each end of a workgroup compute nothing */
function shader(
  key: string,
  inputs: readonly string[],
  shape: readonly number[],
  { depthRadius, bias, alpha, beta }: LRNOptions,
  lent: number,
  code: () => string,
): Shader {
  const size = sizeOf(shape);
  const channels = shape.at(-1) ?? 1;
  return {
    key,
    inputs: inputs.map((name) => ({ name, lanes: 1 })),
    outputShape: shape,
    outputLanes: 1,
    workgroupSize: [THREADS, 1, 1],
    workgroups: flatWorkgroups(size, THREADS - 2 * lent),
    uniforms: {
      size,
      channels,
      radius: depthRadius,
      bias: bitsOf(bias),
      alpha: bitsOf(alpha),
      beta: bitsOf(beta),
    },
    code,
  };
}

const WINDOW = `
  /** Which number is this thread's, where so many at each end of a workgroup are other workgroups' too. */
  fn place(lent: i32) -> i32 {
    let workgroup = i32(workgroupId.y * numWorkgroups.x + workgroupId.x);
    return workgroup * (${THREADS} - 2 * lent) + i32(localId.x) - lent;
  }

  fn isOwn(lent: i32) -> bool {
    return i32(localId.x) >= lent && i32(localId.x) < ${THREADS} - lent;
  }

  /** How far the window of a number goes to the left, as a number below 0, and to the right. */
  fn window(at: i32) -> vec2<i32> {
    let channel = at % uniforms.channels;
    return vec2<i32>(
      max(-uniforms.radius, -channel),
      min(uniforms.radius, uniforms.channels - 1 - channel)
    );
  }

  fn base(sum: f32) -> f32 {
    return bitcast<f32>(uniforms.bias) + bitcast<f32>(uniforms.alpha) * sum;
  }`;
