import { describe, expect, it } from 'vitest';
import type { BackendName } from '../notebook/messages';
import {
  backendOrder,
  backendReason,
  type Contest,
  type Failure,
  type Found,
  isSoftware,
  type Preference,
} from './choose-backend';

const GPU = 'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11 vs_5_0 ps_5_0, D3D11)';
const ADAPTER = 'nvidia ampere';
const SWIFTSHADER =
  'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)';

describe('isSoftware', () => {
  it.each([
    [GPU, false],
    ['Apple M2', false],
    ['Mesa Intel(R) UHD Graphics 620 (KBL GT2)', false],
    ['Adreno (TM) 730', false],
    ['Mali-G78', false],
    [SWIFTSHADER, true],
    ['llvmpipe (LLVM 15.0.7, 256 bits)', true],
    ['ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11)', true],
    ['Apple Software Renderer', true],
    [null, false],
  ])('%s: %s', (renderer, software) => {
    expect(isSoftware(renderer)).toBe(software);
  });
});

describe('backendOrder', () => {
  it.each<[Preference, Found, Contest | null, string]>([
    ['auto', { renderer: GPU, adapter: ADAPTER }, null, 'webgpu webgl wasm cpu'],
    ['auto', { renderer: GPU, adapter: ADAPTER }, { webgl: 7.9, webgpu: 10 }, 'webgl webgpu wasm cpu'],
    ['auto', { renderer: GPU, adapter: ADAPTER }, { webgl: 8, webgpu: 10 }, 'webgpu webgl wasm cpu'],
    ['auto', { renderer: GPU, adapter: ADAPTER }, { webgl: 20, webgpu: 10 }, 'webgpu webgl wasm cpu'],
    ['auto', { renderer: GPU, adapter: null }, null, 'webgl wasm cpu'],
    ['auto', { renderer: SWIFTSHADER, adapter: null }, null, 'wasm cpu'],
    ['auto', { renderer: SWIFTSHADER, adapter: ADAPTER }, null, 'webgpu wasm cpu'],
    ['auto', { renderer: null, adapter: ADAPTER }, null, 'webgpu wasm cpu'],
    ['auto', { renderer: null, adapter: null }, null, 'wasm cpu'],
    ['cpu', { renderer: GPU, adapter: ADAPTER }, null, 'cpu webgpu webgl wasm'],
    ['webgl', { renderer: SWIFTSHADER, adapter: null }, null, 'webgl wasm cpu'],
    ['webgl', { renderer: null, adapter: null }, null, 'webgl wasm cpu'],
    ['webgl', { renderer: GPU, adapter: ADAPTER }, { webgl: 20, webgpu: 10 }, 'webgl webgpu wasm cpu'],
    ['webgpu', { renderer: GPU, adapter: null }, null, 'webgpu webgl wasm cpu'],
    ['wasm', { renderer: GPU, adapter: ADAPTER }, null, 'wasm webgpu webgl cpu'],
  ])('%s with %o, timed %o: %s', (preference, found, contest, order) => {
    expect(backendOrder(preference, found, contest).join(' ')).toBe(order);
  });
});

describe('backendReason', () => {
  const fails = (backend: BackendName, message: string): Failure => ({
    backend,
    message,
    computesWrongly: false,
  });
  const errs = (backend: BackendName, message: string): Failure => ({
    backend,
    message,
    computesWrongly: true,
  });
  const noWebGL = fails('webgl', 'this browser gives no WebGL 2');
  const noWasm = fails('wasm', 'the binary did not load');
  const half = fails('webgl', 'its numbers have half precision here and end at 65,504');
  it.each<[Parameters<typeof backendReason>, string]>([
    [
      ['wasm', 'auto', { renderer: 'Adreno (TM) 730', adapter: null }, [half], null],
      'WebGL did not start (its numbers have half precision here and end at 65,504), so WebAssembly runs.',
    ],
    [['webgl', 'auto', { renderer: GPU, adapter: ADAPTER }, [], null], `WebGL runs on ${GPU}.`],
    [['webgpu', 'auto', { renderer: GPU, adapter: ADAPTER }, [], null], `WebGPU runs on ${ADAPTER}.`],
    [
      ['webgpu', 'auto', { renderer: GPU, adapter: ADAPTER }, [], { webgl: 12.34, webgpu: 3 }],
      `WebGPU runs on ${ADAPTER}: a few layers took 3.0 ms on it, and 12 ms on WebGL.`,
    ],
    [
      ['webgl', 'auto', { renderer: GPU, adapter: ADAPTER }, [], { webgl: 2, webgpu: 3 }],
      `WebGL runs on ${GPU}: a few layers took 2.0 ms on it, and 3.0 ms on WebGPU.`,
    ],
    [
      [
        'webgl',
        'auto',
        { renderer: GPU, adapter: ADAPTER },
        [errs('webgpu', 'a small softmax comes out wrong')],
        null,
      ],
      `WebGPU computes wrongly here (a small softmax comes out wrong), so WebGL runs on ${GPU}.`,
    ],
    [
      [
        'wasm',
        'webgpu',
        { renderer: null, adapter: ADAPTER },
        [errs('webgpu', 'a small convolution comes out wrong')],
        null,
      ],
      'You chose WebGPU, but it computes wrongly here (a small convolution comes out wrong), so WebAssembly runs.',
    ],
    [
      [
        'wasm',
        'auto',
        { renderer: GPU, adapter: null },
        [errs('webgl', 'a small matrix product comes out wrong')],
        null,
      ],
      'WebGL computes wrongly here (a small matrix product comes out wrong), so WebAssembly runs.',
    ],
    [
      ['wasm', 'auto', { renderer: SWIFTSHADER, adapter: null }, [], null],
      `WebGL here is drawn by software (${SWIFTSHADER}), not by a GPU, so WebAssembly runs.`,
    ],
    [['webgpu', 'auto', { renderer: null, adapter: ADAPTER }, [], null], `WebGPU runs on ${ADAPTER}.`],
    [
      ['cpu', 'auto', { renderer: null, adapter: null }, [noWasm], null],
      'This browser gives no WebGL 2, and WebAssembly did not start (the binary did not load), so plain JavaScript runs.',
    ],
    [
      ['wasm', 'webgl', { renderer: null, adapter: null }, [noWebGL], null],
      'You chose WebGL, but it does not start here (this browser gives no WebGL 2), so WebAssembly runs.',
    ],
    [
      ['webgl', 'webgl', { renderer: SWIFTSHADER, adapter: null }, [], null],
      `You chose WebGL on ${SWIFTSHADER}, which is software and no GPU, and slow.`,
    ],
    [['cpu', 'cpu', { renderer: GPU, adapter: null }, [], null], 'You chose plain JavaScript.'],
  ])('%o: %s', (args, reason) => {
    expect(backendReason(...args)).toBe(reason);
  });
});
