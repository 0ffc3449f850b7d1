import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { type MathBackendWebGL, setWebGLContext } from '@tensorflow/tfjs-backend-webgl';
import '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs';
import { messageOf } from '../model/message-of';
import type { BackendName, BackendReport } from '../notebook/messages';
import {
  backendOrder,
  backendReason,
  type Failure,
  hasBoth,
  isSoftware,
  type Preference,
} from './choose-backend';
import { CONTEST_MS, timeLayers } from './contest';
import { registerFallbacks } from './fallback';
import { type Finding, type GpuBackend, isOutdated, readFinding, renewed, writeFinding } from './finding';
import { Hardware } from './hardware';
import { keepDrawing } from './keep-drawing';
import { mendGradients } from './ops/mended-gradients';
import { mendKernels } from './ops/mended-kernels';
import { binaryFor } from './wasm/products';
import { registerWasmKernels } from './wasm/register';
import { selfTest } from './self-test';
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
 * Starts the fastest backend that computes rightly, or the preferred one.
 *
 * @param kept what was found out before, as `BackendReport.finding` gave it
 * @throws if none starts
 */
export async function startBackend(
  preference: Preference,
  host: BackendHost,
  kept?: string,
): Promise<BackendReport> {
  const hardware = new Hardware();
  const finding = await find(preference, readFinding(kept), hardware);
  const started = new Set<GpuBackend>();
  const begin = async (backend: BackendName): Promise<void> => {
    await start(backend, hardware, host);
    if (isGpu(backend)) started.add(backend);
    mendGradients();
    mendKernels(backend);
  };
  if (preference === 'auto' && hasBoth(finding) && finding.contest === undefined && !isKnownWrong(finding))
    await compare(finding, begin, started);

  const contest = finding.contest ?? null;
  const failures: Failure[] = [];
  for (const backend of backendOrder(preference, finding, contest)) {
    const failure = await tryOut(backend, finding, begin);
    if (failure) {
      failures.push(failure);
      continue;
    }
    for (const other of started) if (other !== backend) putAway(other);
    hardware.release(contextInUse(backend));
    watchLoss(backend, host);
    if (backend === 'webgl') keepDrawing(webglBackend());
    registerFallbacks(backend, (message) => {
      host.notice(message);
    });
    if (backend === 'wasm') registerWasmKernels(binaryFor((bytes) => WebAssembly.validate(bytes)));
    const text = writeFinding(finding);
    return {
      backend,
      renderer: finding.renderer,
      software: isSoftware(finding.renderer),
      reason: backendReason(backend, preference, finding, failures, contest),
      ...(text !== kept && { finding: text }),
    };
  }
  throw new Error(
    `No backend starts here: ${failures.map(({ backend, message }) => `${backend}: ${message}`).join('; ')}.`,
  );
}

/**
 * What the device has. Of what was found before, only the backend that is about to run is asked for: what the browser
 * takes for the other is saved.
 */
async function find(preference: Preference, before: Finding | null, hardware: Hardware): Promise<Finding> {
  const browser = typeof navigator === 'undefined' ? '' : navigator.userAgent;
  const now = Date.now();
  if (before && !isOutdated(before, browser, now)) {
    const order = backendOrder(preference, before, before.contest ?? null);
    const next = order.find((backend) => !(isGpu(backend) && before.tested[backend]));
    const isStill =
      (next !== 'webgl' || hardware.renderer === before.renderer) &&
      (next !== 'webgpu' || (await hardware.adapterName()) === before.adapter);
    if (isStill) return before;
  }
  // Asked first, as the answer comes while WebGL keeps this thread.
  const adapter = hardware.adapterName();
  const { renderer } = hardware;
  return renewed(before, browser, { renderer, adapter: await adapter }, now);
}

type Begin = (backend: BackendName) => Promise<void>;

/** Begins a backend, and tests it if that was not done. @returns why it is not to be used; null if it is */
async function tryOut(backend: BackendName, finding: Finding, begin: Begin): Promise<Failure | null> {
  const fails = (message: string, computesWrongly: boolean): Failure => ({
    backend,
    message,
    computesWrongly,
  });
  const known = isGpu(backend) ? finding.tested[backend] : null;
  if (known) return fails(known, true);
  try {
    await begin(backend);
    if (!isGpu(backend) || known === null) return null;
    const wrong = await selfTest();
    // What a lost context gives says nothing of the hardware, and is not kept.
    if (wrong !== null && contextInUse(backend)?.isContextLost()) throw new Error('its context was lost');
    finding.tested[backend] = wrong;
    return wrong === null ? null : fails(wrong, true);
  } catch (error) {
    return fails(messageOf(error), false);
  }
}

/** So often a measurement may outrun its budget: most of the first goes to shaders that the browser keeps for the next. */
const MOST_TRIES = 3;

/**
 * Times a few layers on WebGPU and on WebGL, and puts down in the finding how that went.
 *
 * @param started what was begun; a WebGPU device that failed is taken out
 */
async function compare(finding: Finding, begin: Begin, started: Set<GpuBackend>): Promise<void> {
  const deadline = performance.now() + CONTEST_MS;
  const failure = await tryOut('webgpu', finding, begin);
  if (failure) {
    // One that computes wrongly is tested again some day, and then timed.
    if (!failure.computesWrongly) finding.contest = null;
    return;
  }
  try {
    const webgpu = await timeLayers(deadline);
    if (webgpu !== null && performance.now() < deadline) {
      await begin('webgl');
      const webgl = await timeLayers(deadline);
      if (webgl !== null) {
        finding.contest = { webgl, webgpu };
        return;
      }
    }
    finding.tries = (finding.tries ?? 0) + 1;
    if (finding.tries >= MOST_TRIES) finding.contest = null;
  } catch (error) {
    console.warn(error);
    finding.contest = null;
    // Its device may be lost. Another is asked for, and tested, when its turn comes.
    putAway('webgpu');
    started.delete('webgpu');
    delete finding.tested.webgpu;
  }
}

/** Frees a backend that was tried and does not run. */
function putAway(backend: GpuBackend): void {
  const { device } = tf.engine().findBackend(backend) as { device?: GPUDevice };
  const factory = tf.findBackendFactory(backend);
  tf.removeBackend(backend);
  device?.destroy();
  // So that another session finds it again.
  tf.registerBackend(backend, factory, 0);
}

function isKnownWrong({ tested }: Finding): boolean {
  return Boolean(tested.webgl ?? tested.webgpu);
}

function isGpu(backend: BackendName): backend is GpuBackend {
  return backend === 'webgl' || backend === 'webgpu';
}

async function start(backend: BackendName, hardware: Hardware, host: BackendHost): Promise<void> {
  const engine = tf.engine();
  if (!(backend in engine.registry)) {
    if (backend === 'webgl') handOver(hardware.gl);
    if (backend === 'wasm') await prepareWasm(host);
  }
  if (!(backend in engine.registryFactory)) throw new Error('this browser does not offer it');
  // In Node the cpu backend would else begin by advertising another.
  Reflect.set(engine.findBackend('cpu'), 'firstUse', false);
  if (!(await tf.setBackend(backend))) throw new Error('its initialization failed');
  if (backend === 'webgl') keepTexturesWithinBudget();
}

function handOver(gl: WebGL2RenderingContext | null): void {
  if (!gl) throw new Error('this browser gives no WebGL 2');
  setWebGLContext(2, gl);
  // So it is on many phones. A photograph's sums of squares are larger.
  if (!tf.env().getBool('WEBGL_RENDER_FLOAT32_ENABLED'))
    throw new Error('its numbers have half precision here and end at 65,504');
}

function contextInUse(backend: BackendName): WebGL2RenderingContext | null {
  return backend === 'webgl' ? (webglBackend().gpgpu.gl as WebGL2RenderingContext) : null;
}

function webglBackend(): MathBackendWebGL {
  return tf.backend() as unknown as MathBackendWebGL;
}

function watchLoss(backend: BackendName, host: BackendHost): void {
  const lost = (): void => {
    host.lost('The GPU was reset or taken away, and everything computed on it is lost.');
  };
  contextInUse(backend)?.canvas.addEventListener('webglcontextlost', lost);
  if (backend === 'webgpu') void (tf.backend() as unknown as { device: GPUDevice }).device.lost.then(lost);
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
