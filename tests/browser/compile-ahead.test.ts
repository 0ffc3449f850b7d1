import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';
import { afterEach, expect, it, vi } from 'vitest';
import { traceModel } from '../../src/engine/trace';
import { compileAhead } from '../../src/engine/webgpu/compile-ahead';
import { testPhotograph } from '../support/engine/test-photograph';
import { startSession } from './engine-host';
import { relativeError } from '../support/numbers';

afterEach(() => {
  vi.restoreAllMocks();
});

it('compiles a network’s shaders side by side, once, and gives the numbers of WebAssembly', async () => {
  const trace = async (backend: 'wasm' | 'webgpu', times: number) => {
    const session = await startSession(backend);
    expect(session.report.backend).toBe(backend);
    const { layers, sequential } = session.tf;
    const model = sequential();
    model.add(
      layers.conv2d({
        filters: 4,
        kernelSize: 5,
        strides: 2,
        inputShape: [3, 31, 31],
        activation: 'relu',
        dataFormat: 'channelsFirst',
      }),
    );
    model.add(layers.maxPooling2d({ poolSize: 3, strides: 2, dataFormat: 'channelsFirst' }));
    model.add(layers.flatten());
    model.add(layers.dense({ units: 7, activation: 'softmax' }));
    const { numTensors } = tf.memory();
    const traces = [];
    for (let time = 0; time < times; time++) {
      traces.push(await traceModel(model, testPhotograph()));
      expect(tf.memory().numTensors).toBe(numTensors);
    }
    session.end();
    return traces.map(({ activations }) => activations);
  };
  const [expected] = await trace('wasm', 1);
  const sideBySide = vi.spyOn(GPUDevice.prototype, 'createComputePipelineAsync');
  const traces = await trace('webgpu', 2);
  expect(sideBySide.mock.calls.length).toBeGreaterThan(2);
  expect(new Set(sideBySide.mock.calls.map(([{ compute }]) => compute.module)).size).toBe(
    sideBySide.mock.calls.length,
  );
  for (const activations of traces) {
    expect(activations.map(({ layer }) => layer)).toEqual(expected!.map(({ layer }) => layer));
    for (const [at, { values }] of activations.entries())
      expect(relativeError(values, expected![at]!.values)).toBeLessThan(1e-4);
  }
});

it('leaves nothing half done to who needs a shader meanwhile, and nothing on if the work fails', async () => {
  (await startSession('webgpu')).end();
  const x = tf.tensor2d([1, 2, 3, 4], [2, 2]);
  const work = () => void x.sin().atan2(x.cosh());
  const ahead = compileAhead(work);
  const y = tf.tidy(() => tf.atan2(x.sin(), x.cosh()));
  await ahead;
  const z = tf.tidy(() => tf.atan2(x.sin(), x.cosh()));
  const expected = [1, 2, 3, 4].map((value) => Math.atan2(Math.sin(value), Math.cosh(value)));
  for (const computed of [y, z]) expect(relativeError(await computed.data(), expected)).toBeLessThan(1e-4);
  await expect(
    compileAhead(() => {
      x.asinh();
      throw new Error('no such layer');
    }),
  ).rejects.toThrow('no such layer');
  expect(tf.env().getBool('WEBGPU_ENGINE_COMPILE_ONLY')).toBe(false);
  const w = x.asinh();
  expect(relativeError(await w.data(), [1, 2, 3, 4].map(Math.asinh))).toBeLessThan(1e-4);
  tf.dispose([x, y, z, w]);
});
