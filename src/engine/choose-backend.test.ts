import { describe, expect, it } from 'vitest';
import {
  backendOrder,
  backendReason,
  type Failure,
  type Found,
  isSoftware,
  type Preference,
} from './choose-backend';

const GPU = 'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11 vs_5_0 ps_5_0, D3D11)';
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
  it.each<[Preference, Found, string]>([
    ['auto', { renderer: GPU, webgpu: true }, 'webgl webgpu wasm cpu'],
    ['auto', { renderer: GPU, webgpu: false }, 'webgl wasm cpu'],
    ['auto', { renderer: SWIFTSHADER, webgpu: false }, 'wasm cpu'],
    ['auto', { renderer: null, webgpu: true }, 'webgpu wasm cpu'],
    ['auto', { renderer: null, webgpu: false }, 'wasm cpu'],
    ['cpu', { renderer: GPU, webgpu: true }, 'cpu webgl webgpu wasm'],
    ['webgl', { renderer: SWIFTSHADER, webgpu: false }, 'webgl wasm cpu'],
    ['webgl', { renderer: null, webgpu: false }, 'webgl wasm cpu'],
    ['webgpu', { renderer: GPU, webgpu: false }, 'webgpu webgl wasm cpu'],
    ['wasm', { renderer: GPU, webgpu: true }, 'wasm webgl webgpu cpu'],
  ])('%s with %o: %s', (preference, found, order) => {
    expect(backendOrder(preference, found).join(' ')).toBe(order);
  });
});

describe('backendReason', () => {
  const noWebGL: Failure = { backend: 'webgl', message: 'this browser gives no WebGL 2' };
  const noWasm: Failure = { backend: 'wasm', message: 'the binary did not load' };
  const half: Failure = {
    backend: 'webgl',
    message: 'its numbers have half precision here and end at 65,504',
  };
  it.each<[Parameters<typeof backendReason>, string]>([
    [
      ['wasm', 'auto', { renderer: 'Adreno (TM) 730', webgpu: false }, [half]],
      'WebGL did not start (its numbers have half precision here and end at 65,504), so WebAssembly runs.',
    ],
    [['webgl', 'auto', { renderer: GPU, webgpu: true }, []], `WebGL runs on ${GPU}.`],
    [
      ['wasm', 'auto', { renderer: SWIFTSHADER, webgpu: false }, []],
      `WebGL here is drawn by software (${SWIFTSHADER}), not by a GPU, so WebAssembly runs.`,
    ],
    [
      ['webgpu', 'auto', { renderer: null, webgpu: true }, []],
      'This browser gives no WebGL 2, so WebGPU runs.',
    ],
    [
      ['cpu', 'auto', { renderer: null, webgpu: false }, [noWasm]],
      'This browser gives no WebGL 2, and WebAssembly did not start (the binary did not load), so plain JavaScript runs.',
    ],
    [
      ['wasm', 'webgl', { renderer: null, webgpu: false }, [noWebGL]],
      'You chose WebGL, but it does not start here (this browser gives no WebGL 2), so WebAssembly runs.',
    ],
    [
      ['webgl', 'webgl', { renderer: SWIFTSHADER, webgpu: false }, []],
      `You chose WebGL on ${SWIFTSHADER}, which is software and no GPU, and slow.`,
    ],
    [['cpu', 'cpu', { renderer: GPU, webgpu: false }, []], 'You chose plain JavaScript.'],
  ])('%o: %s', (args, reason) => {
    expect(backendReason(...args)).toBe(reason);
  });
});
