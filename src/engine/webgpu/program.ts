import type { TensorInfo } from '@tensorflow/tfjs';
import type { WebGPUBackend, WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';

/** The WebGPU backend, as far as it is needed here. */
export type WebGPURunner = Pick<WebGPUBackend, 'runWebGPUProgram' | 'disposeData'>;

type Size3 = [number, number, number];

/** How many numbers stand side by side in an element of an array in the code: `f32`, or `vec4<f32>`. */
export type Lanes = 1 | 4;

/**
 * A compute shader over flat arrays of float32. `code` is WGSL with a `fn main()`, in which stand: the inputs by their
 * names, the output as `result`, `uniforms` with the fields asked for, the private `localId`, `localIndex`, `workgroupId`,
 * `numWorkgroups` and `globalId` (unsigned), and `getGlobalIndex()`, which counts threads through all workgroups.
 */
export interface Shader {
  /** All that the code depends on, but for the lanes and names of the inputs: a pipeline is compiled once for each key. */
  key: string;
  inputs: readonly { name: string; lanes: Lanes }[];
  outputShape: readonly number[];
  outputLanes: Lanes;
  workgroupSize: Size3;
  /** How many workgroups; `flatWorkgroups` for a shader in which every thread has its own number. */
  workgroups: Size3;
  /** Whole numbers (`i32`) that do not change the code. */
  uniforms: Readonly<Record<string, number>>;
  code: () => string;
}

/**
 * Queues the shader.
 * @param inputs float32, in the order of the shader's
 * @returns the output, which is the caller's to dispose of
 */
export function runShader(backend: WebGPURunner, shader: Shader, inputs: readonly TensorInfo[]): TensorInfo {
  const fields = Object.keys(shader.uniforms);
  const program: WebGPUProgram = {
    variableNames: shader.inputs.map(({ name }) => name),
    variableComponents: shader.inputs.map(({ lanes }) => lanes),
    outputComponent: shader.outputLanes,
    outputShape: [sizeOf(shader.outputShape)],
    shaderKey: `course ${shader.key} ${shader.inputs.map(({ lanes }) => lanes).join('')}${shader.outputLanes}`,
    // As many axes as the output has, and one of them not x: so TensorFlow.js calls main() without an index.
    dispatchLayout: { x: [], y: [0] },
    dispatch: shader.workgroups,
    workgroupSize: shader.workgroupSize,
    uniforms: fields.map((field) => `${field} : i32, `).join(''),
    getUserCode: shader.code,
  };
  const output = backend.runWebGPUProgram(
    program,
    inputs.map(flat),
    'float32',
    fields.map((field) => ({ type: 'int32', data: [shader.uniforms[field]!] })),
  );
  return { ...output, shape: [...shader.outputShape] };
}

/** WebGPU's default limit of workgroups along an axis. */
export const MOST_WORKGROUPS = 65_535;

/** Workgroups for so many threads, in two dimensions where one cannot hold them; some threads may be too many. */
export function flatWorkgroups(threads: number, workgroupSize: number): Size3 {
  const count = Math.ceil(threads / workgroupSize);
  const rows = Math.ceil(count / MOST_WORKGROUPS);
  return [Math.ceil(count / rows), rows, 1];
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}

/** The same numbers in one dimension: TensorFlow.js writes code for each number of dimensions, of which nothing is used. */
function flat(info: TensorInfo): TensorInfo {
  return { ...info, shape: [sizeOf(info.shape)] };
}

/** A number's bits as a float32: uniforms are whole numbers. In the code `bitcast<f32>` makes the number of them. */
export function bitsOf(value: number): number {
  return new Int32Array(Float32Array.of(value).buffer)[0]!;
}
