import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend, WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { noteOwnKernel } from '../own/own-kernels';
import { SGD_UPDATE, type SGDUpdate } from '../own/sgd-update';
import { flatWorkgroups, type Lanes, sizeOf } from './program';

/**
 * The WebGPU backend, as far as it is needed here: TensorFlow.js's programs have one output, so the pipeline is ours,
 * and of the backend what queues it.
 */
type Recorder = Pick<WebGPUBackend, 'device' | 'makeTensorInfo' | 'uploadToGPU'> & {
  recordAndSubmit(
    program: WebGPUProgram,
    output: tf.TensorInfo,
    inputs: tf.TensorInfo[],
    uniforms: { type: 'float32'; data: [number] }[],
  ): void;
};

const THREADS = 256;

/** Makes updates one program on WebGPU: 3 reads and 2 writes a weight, which is all that is possible. */
export function registerSGDUpdate(): void {
  if (tf.getKernel(SGD_UPDATE, 'webgpu') as tf.KernelConfig | undefined) return;
  tf.registerKernel({
    kernelName: SGD_UPDATE,
    backendName: 'webgpu',
    kernelFunc: ({ inputs, attrs, backend }) => {
      const { weight, velocity, gradient } = inputs;
      return update(backend as Recorder, [weight!, velocity!, gradient!], attrs as unknown as SGDUpdate);
    },
  });
  noteOwnKernel(SGD_UPDATE, 'webgpu');
}

/** @returns the new weight and velocity */
function update(
  backend: Recorder,
  read: readonly [weight: tf.TensorInfo, velocity: tf.TensorInfo, gradient: tf.TensorInfo],
  { rate, momentum, nesterov }: SGDUpdate,
): [tf.TensorInfo, tf.TensorInfo] {
  const { shape } = read[0];
  const size = sizeOf(shape);
  const weight = backend.makeTensorInfo(shape, 'float32');
  const velocity = backend.makeTensorInfo(shape, 'float32');
  if (size === 0) return [weight, velocity];
  const bound = [...read, weight, velocity];
  for (const { dataId } of bound) backend.uploadToGPU(dataId);
  const lanes: Lanes = size % 4 === 0 ? 4 : 1;
  const [output, ...inputs] = bound.map((info) => ({ ...info, shape: [size] })).reverse();
  backend.recordAndSubmit(
    {
      variableNames: [],
      outputShape: [size],
      shaderKey: SGD_UPDATE,
      dispatchLayout: { x: [0] },
      dispatch: flatWorkgroups(size / lanes, THREADS),
      workgroupSize: [THREADS, 1, 1],
      pipeline: pipelineOf(backend.device, lanes, nesterov),
      getUserCode: () => '',
    },
    output!,
    inputs,
    [rate, momentum].map((value) => ({ type: 'float32', data: [value] })),
  );
  return [weight, velocity];
}

/** By device and code. */
const pipelines = new WeakMap<GPUDevice, Map<string, GPUComputePipeline>>();

function pipelineOf(device: GPUDevice, lanes: Lanes, nesterov: boolean): GPUComputePipeline {
  const known = pipelines.get(device) ?? new Map<string, GPUComputePipeline>();
  pipelines.set(device, known);
  const code = shader(lanes, nesterov);
  const pipeline =
    known.get(code) ??
    device.createComputePipeline({
      label: SGD_UPDATE,
      layout: 'auto',
      compute: { module: device.createShaderModule({ label: SGD_UPDATE, code }), entryPoint: 'main' },
    });
  known.set(code, pipeline);
  return pipeline;
}

function shader(lanes: Lanes, nesterov: boolean): string {
  const array = `array<${lanes === 4 ? 'vec4<f32>' : 'f32'}>`;
  return `
    // What TensorFlow.js writes before our own: two constants, and length and stride of each of the five arrays.
    struct Uniforms {
      notANumber: f32, infinity: f32,
      size: i32, stride: i32, size1: i32, stride1: i32, size2: i32, stride2: i32,
      size3: i32, stride3: i32, size4: i32, stride4: i32,
      rate: f32, momentum: f32,
    };
    @group(0) @binding(0) var<storage, read_write> newVelocity: ${array};
    @group(0) @binding(1) var<storage, read_write> newWeight: ${array};
    @group(0) @binding(2) var<storage, read> gradient: ${array};
    @group(0) @binding(3) var<storage, read> velocity: ${array};
    @group(0) @binding(4) var<storage, read> weight: ${array};
    @group(0) @binding(5) var<uniform> uniforms: Uniforms;

    @compute @workgroup_size(${THREADS})
    fn main(
      @builtin(workgroup_id) workgroup: vec3<u32>,
      @builtin(num_workgroups) workgroups: vec3<u32>,
      @builtin(local_invocation_index) thread: u32
    ) {
      let at = (workgroup.y * workgroups.x + workgroup.x) * ${THREADS}u + thread;
      if (at >= u32(uniforms.size) / ${lanes}u) { return; }
      let step = uniforms.rate * gradient[at];
      let v = uniforms.momentum * velocity[at] - step;
      newVelocity[at] = v;
      newWeight[at] = weight[at] + ${nesterov ? 'uniforms.momentum * v - step' : 'v'};
    }`;
}
