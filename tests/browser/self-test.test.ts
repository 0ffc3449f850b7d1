/** The engine's test of a GPU, on software that computes rightly and with kernels that lie. */
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgl';
import '@tensorflow/tfjs-backend-webgpu';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CONTEST_MS, timeLayers } from '../../src/engine/contest';
import { readFinding } from '../../src/engine/finding';
import { EngineSession } from '../../src/engine/session';
import { Hardware } from '../../src/engine/hardware';
import { selfTest } from '../../src/engine/self-test';
import { browserHost, startSession } from './engine-host';

// It measures as ever, unless a test says what comes out.
vi.mock(import('../../src/engine/contest'), { spy: true });

let honest: tf.KernelConfig | null = null;
afterEach(() => {
  vi.mocked(timeLayers).mockReset();
  if (honest) replace(honest);
  honest = null;
  vi.restoreAllMocks();
});

describe.each(['webgl', 'webgpu'] as const)('on %s', (backend) => {
  it('finds nothing wrong with what is right, and leaves nothing behind', async () => {
    (await startSession(backend)).end();
    expect(tf.getBackend()).toBe(backend);
    const { numTensors } = tf.memory();
    expect(await selfTest()).toBe(null);
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it.each([
    ['Multiply', 'its numbers have half precision here and end at 65,504'],
    ['FusedConv2D', 'a small convolution comes out wrong'],
    ['BatchMatMul', 'a small matrix product comes out wrong'],
    ['MaxPool', 'the largest of a few numbers comes out wrong'],
    ['LRN', 'a small response normalization comes out wrong'],
    ['Softmax', 'a small softmax comes out wrong'],
  ])('finds out a %s that computes in half precision', async (kernelName, fault) => {
    await tf.setBackend(backend);
    lie(kernelName, backend);
    expect(await selfTest()).toBe(fault);
  });

  it('does not compute on it, also where the reader wishes it, and says why', async () => {
    await tf.setBackend(backend);
    lie('FusedConv2D', backend);
    const session = await startSession(backend);
    session.end();
    const name = { webgl: 'WebGL', webgpu: 'WebGPU' }[backend];
    const reason = `You chose ${name}, but it computes wrongly here (a small convolution comes out wrong), so WebAssembly runs.`;
    expect(session.report).toMatchObject({ backend: 'wasm', reason });
    const { finding } = session.report;
    expect(readFinding(finding)?.tested).toEqual({ [backend]: 'a small convolution comes out wrong' });

    // What is kept is believed: nothing is tested again, nothing new is found.
    if (honest) replace(honest);
    const next = await EngineSession.start(backend, browserHost(), { seed: 1, finding: finding! });
    next.end();
    expect(next.report).toMatchObject({ backend: 'wasm', reason });
    expect(next.report.finding).toBe(undefined);
  });
});

it('keeps nothing of what a lost WebGL context computes', async () => {
  await tf.setBackend('webgl');
  lie('FusedConv2D', 'webgl');
  vi.spyOn(WebGL2RenderingContext.prototype, 'isContextLost').mockReturnValue(true);
  const session = await startSession('webgl');
  session.end();
  expect(session.report).toMatchObject({
    backend: 'wasm',
    reason: 'You chose WebGL, but it does not start here (its context was lost), so WebAssembly runs.',
  });
  expect(readFinding(session.report.finding)?.tested).toEqual({});
});

describe('where both are hardware', () => {
  beforeEach(() => {
    vi.spyOn(Hardware.prototype, 'renderer', 'get').mockReturnValue('A Card');
    vi.spyOn(GPUAdapterInfo.prototype, 'architecture', 'get').mockReturnValue('card');
    vi.spyOn(GPUAdapterInfo.prototype, 'isFallbackAdapter', 'get').mockReturnValue(false);
  });

  /** The clock stands still, so that software is quick enough for its times to be asked for. */
  const stopClock = () => vi.spyOn(performance, 'now').mockReturnValue(1);

  it('takes the faster, tests it, and puts the other away', async () => {
    stopClock();
    vi.mocked(timeLayers).mockResolvedValueOnce(10).mockResolvedValueOnce(2);
    const destroyed = vi.spyOn(GPUDevice.prototype, 'destroy');
    const { numTensors } = tf.memory();
    const session = await startSession('auto');
    session.end();
    expect(tf.memory().numTensors).toBe(numTensors);
    expect(session.report).toMatchObject({
      backend: 'webgl',
      reason: 'WebGL runs on A Card: a few layers took 2.0 ms on it, and 10 ms on WebGPU.',
    });
    expect(readFinding(session.report.finding)).toMatchObject({
      renderer: 'A Card',
      adapter: 'google card',
      tested: { webgl: null, webgpu: null },
      contest: { webgl: 2, webgpu: 10 },
    });
    expect(destroyed).toHaveBeenCalledTimes(1);
    expect(Object.keys(tf.engine().registry)).not.toContain('webgpu');
    // It can be had again.
    (await startSession('webgpu')).end();
    expect(await selfTest()).toBe(null);
  });

  it('goes by name when time ran out, and measures thrice at most', async () => {
    stopClock();
    vi.mocked(timeLayers).mockResolvedValue(null);
    let finding: string | undefined;
    for (const outcome of [{ tries: 1 }, { tries: 2 }, { tries: 3, contest: null }]) {
      const kept = finding === undefined ? {} : { finding };
      const session = await EngineSession.start('auto', browserHost(), { seed: 1, ...kept });
      session.end();
      expect(session.report).toMatchObject({ backend: 'webgpu', reason: 'WebGPU runs on google card.' });
      ({ finding } = session.report);
      const { tries, contest } = readFinding(finding)!;
      expect({ tries, contest }).toEqual(outcome);
    }
    const last = await EngineSession.start('auto', browserHost(), { seed: 1, finding: finding! });
    last.end();
    expect(last.report.finding).toBe(undefined);
    expect(timeLayers).toHaveBeenCalledTimes(3);
  });

  it('goes by name when timing fails', async () => {
    stopClock();
    const warned = vi.spyOn(console, 'warn').mockReturnValue();
    const lost = new Error('the device is lost');
    vi.mocked(timeLayers).mockRejectedValueOnce(lost);
    const session = await startSession('auto');
    session.end();
    expect(warned).toHaveBeenCalledWith(lost);
    expect(session.report).toMatchObject({ backend: 'webgpu', reason: 'WebGPU runs on google card.' });
    expect(readFinding(session.report.finding)).toMatchObject({ tested: { webgpu: null }, contest: null });
    expect(await selfTest()).toBe(null);
  });

  it('goes on to the one that computes rightly', async () => {
    lie('FusedConv2D', 'webgpu');
    const session = await startSession('auto');
    session.end();
    expect(session.report).toMatchObject({
      backend: 'webgl',
      reason: 'WebGPU computes wrongly here (a small convolution comes out wrong), so WebGL runs on A Card.',
    });
    expect(readFinding(session.report.finding)?.tested).toEqual({
      webgpu: 'a small convolution comes out wrong',
      webgl: null,
    });
  });
});

it('times nothing once its time is spent', async () => {
  expect(await timeLayers(performance.now() - CONTEST_MS)).toBe(null);
});

it('asks for nothing that it knows, and looks again in another browser', async () => {
  const { finding } = (await startSession('auto')).report;
  const known = readFinding(finding)!;
  const contexts = vi.spyOn(OffscreenCanvas.prototype, 'getContext');
  const adapters = vi.spyOn(GPU.prototype, 'requestAdapter');
  const restart = (text: string) => EngineSession.start('auto', browserHost(), { seed: 1, finding: text });
  const again = (await restart(finding!)).report;
  expect(again).toMatchObject({ backend: 'wasm', renderer: known.renderer, software: true });
  expect([contexts, adapters].map(({ mock }) => mock.calls.length)).toEqual([0, 0]);
  const other = (await restart(JSON.stringify({ version: 1, ...known, browser: 'another' }))).report;
  expect([contexts, adapters].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  expect(readFinding(other.finding)).toMatchObject({ browser: navigator.userAgent, tested: {} });
});

/** Puts a kernel in place whose results are rounded to the 11 bits of half precision. */
function lie(kernelName: string, backendName: string): void {
  const config = tf.getKernel(kernelName, backendName);
  let rounding = false;
  honest = config;
  replace({
    ...config,
    kernelFunc: (params) => {
      const exact = config.kernelFunc(params) as tf.TensorInfo;
      // The rounding itself multiplies, for one.
      if (rounding) return exact;
      rounding = true;
      try {
        return tf.tidy(() => toElevenBits(tf.engine().makeTensorFromTensorInfo(exact)));
      } finally {
        rounding = false;
      }
    },
  });
}

function toElevenBits(x: tf.Tensor): tf.Tensor {
  const power = tf.floor(tf.log(tf.abs(x).add(1e-30)).div(Math.LN2));
  const step = tf.pow(tf.scalar(2), power.sub(10));
  return tf.round(x.div(step)).mul(step);
}

function replace(config: tf.KernelConfig): void {
  tf.unregisterKernel(config.kernelName, config.backendName);
  tf.registerKernel(config);
}
