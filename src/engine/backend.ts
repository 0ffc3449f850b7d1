import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { setWebGLContext } from '@tensorflow/tfjs-backend-webgl';
import '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs';
import { messageOf } from '../model/message-of';
import type { BackendName, BackendReport } from '../notebook/messages';
import {
  backendOrder,
  backendReason,
  type Failure,
  type Found,
  isSoftware,
  type Preference,
} from './choose-backend';
import { registerFallbacks } from './fallback';
import { mendGradients } from './ops/mended-gradients';
import { mendKernels } from './ops/mended-kernels';
import { keepTexturesWithinBudget } from './texture-pool';
import { shareClonesOnWasm } from './wasm-clone';

/** What the engine asks of whoever runs it. */
export interface BackendHost {
  /** The bytes of a binary of the wasm backend, by file name: the engine fetches nothing itself. */
  wasm(file: string): Promise<ArrayBuffer>;
  /** The GPU is gone, and every tensor with it. */
  lost(message: string): void;
  /** Something the reader should know, such as that an operation ran on another backend; said once each. */
  notice(message: string): void;
}

/**
 * Starts the best backend there is, or the preferred one.
 * @throws if none starts
 */
export async function startBackend(preference: Preference, host: BackendHost): Promise<BackendReport> {
  const gl = makeContext();
  const found: Found = { renderer: gl && rendererOf(gl), webgpu: await hasWebGPU() };
  const failures: Failure[] = [];
  for (const backend of backendOrder(preference, found)) {
    try {
      await start(backend, gl, host);
    } catch (error) {
      failures.push({ backend, message: messageOf(error) });
      continue;
    }
    watchLoss(backend, host);
    if (gl && contextInUse(backend) !== gl) gl.getExtension('WEBGL_lose_context')?.loseContext();
    mendGradients();
    mendKernels(backend);
    registerFallbacks(backend, (message) => {
      host.notice(message);
    });
    return {
      backend,
      renderer: found.renderer,
      software: isSoftware(found.renderer),
      reason: backendReason(backend, preference, found, failures),
    };
  }
  throw new Error(
    `No backend starts here: ${failures.map(({ backend, message }) => `${backend}: ${message}`).join('; ')}.`,
  );
}

async function start(
  backend: BackendName,
  gl: WebGL2RenderingContext | null,
  host: BackendHost,
): Promise<void> {
  const engine = tf.engine();
  if (!(backend in engine.registry)) {
    if (backend === 'webgl') handOver(gl);
    if (backend === 'wasm') await prepareWasm(host);
  }
  if (!(backend in engine.registryFactory)) throw new Error('this browser does not offer it');
  // In Node the cpu backend would else begin by advertising another.
  Reflect.set(engine.findBackend('cpu'), 'firstUse', false);
  if (!(await tf.setBackend(backend))) throw new Error('its initialization failed');
  if (backend === 'webgl') keepTexturesWithinBudget();
}

/**
 * A WebGL 2 context of our own: TensorFlow.js refuses software renderers, and its way to an OffscreenCanvas throws in
 * Safari's workers.
 */
function makeContext(): WebGL2RenderingContext | null {
  if (typeof OffscreenCanvas === 'undefined') return null;
  return new OffscreenCanvas(1, 1).getContext('webgl2', {
    alpha: false,
    antialias: false,
    premultipliedAlpha: false,
    preserveDrawingBuffer: false,
    depth: false,
    stencil: false,
  });
}

function rendererOf(gl: WebGL2RenderingContext): string {
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  return String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
}

function handOver(gl: WebGL2RenderingContext | null): void {
  if (!gl) throw new Error('this browser gives no WebGL 2');
  setWebGLContext(2, gl);
  // So it is on many phones. A photograph's sums of squares are larger.
  if (!tf.env().getBool('WEBGL_RENDER_FLOAT32_ENABLED'))
    throw new Error('its numbers have half precision here and end at 65,504');
}

function contextInUse(backend: BackendName): WebGL2RenderingContext | null {
  if (backend !== 'webgl') return null;
  return (tf.backend() as unknown as { gpgpu: { gl: WebGL2RenderingContext } }).gpgpu.gl;
}

function watchLoss(backend: BackendName, host: BackendHost): void {
  const lost = (): void => {
    host.lost('The GPU was reset or taken away, and everything computed on it is lost.');
  };
  contextInUse(backend)?.canvas.addEventListener('webglcontextlost', lost);
  if (backend === 'webgpu') void (tf.backend() as unknown as { device: GPUDevice }).device.lost.then(lost);
}

async function hasWebGPU(): Promise<boolean> {
  if (typeof navigator === 'undefined' || !('gpu' in navigator)) return false;
  // Browsers refuse by null, and by errors of several types where the GPU process fails: there is no WebGPU either way.
  const adapter = await navigator.gpu.requestAdapter().catch((error: unknown) => {
    console.warn(error);
    return null;
  });
  const info = adapter?.info;
  return info !== undefined && !info.isFallbackAdapter && !isSoftware(`${info.vendor} ${info.architecture}`);
}

/** Binaries by the paths under which the wasm backend asks for them. */
const binaries = new Map<string, ArrayBuffer>();

/**
 * Hands the wasm backend its binary without any URL: it asks TensorFlow.js's platform for a path, and gets the bytes.
 * Threads would need a page isolated from other origins; without them there are two binaries to choose from.
 */
async function prepareWasm(host: BackendHost): Promise<void> {
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  const simd = (await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')) === true;
  const file = simd ? 'tfjs-backend-wasm-simd.wasm' : 'tfjs-backend-wasm.wasm';
  const platform = tf.env().platform;
  if (binaries.size === 0) {
    const fetch = platform.fetch.bind(platform);
    platform.fetch = (path, init) => {
      const bytes = binaries.get(path);
      return bytes ? Promise.resolve(new Response(bytes)) : fetch(path, init);
    };
  }
  binaries.set(file, await host.wasm(file));
  setWasmPaths('', true);
  shareClonesOnWasm();
}
