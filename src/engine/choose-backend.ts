import type { BackendName } from '../notebook/messages';

/** What the machine has to compute on; wasm and cpu it always has. */
export interface Found {
  /** What WebGL 2 calls the graphics hardware; null without WebGL 2. */
  renderer: string | null;
  /** What WebGPU calls the adapter, if it is hardware; else null. */
  adapter: string | null;
}

/** Milliseconds that the same layers took on both ways to the GPU. */
export interface Contest {
  webgl: number;
  webgpu: number;
}

export type Preference = BackendName | 'auto';

/** A backend that was to run, and why it does not. */
export interface Failure {
  backend: BackendName;
  message: string;
  /** It starts, and its numbers are not those of the layers. */
  computesWrongly: boolean;
}

const NAMES: Readonly<Record<BackendName, string>> = {
  webgl: 'WebGL',
  webgpu: 'WebGPU',
  wasm: 'WebAssembly',
  cpu: 'plain JavaScript',
};

/**
 * WebGL goes before WebGPU only where it took less than this share of its time. A small measurement varies by a fifth,
 * and in training WebGPU gains more than in what was measured: on an H200 a step took it 42 ms, WebGL 113.
 */
const CLEARLY_FASTER = 0.8;

/** Whether this renderer is a program that imitates a GPU. */
export function isSoftware(renderer: string | null): boolean {
  return (
    renderer !== null && /swiftshader|llvmpipe|softpipe|basic render|software|apple software/i.test(renderer)
  );
}

/** Whether there are two ways to the GPU, of which the faster is to be found. */
export function hasBoth({ renderer, adapter }: Found): boolean {
  return adapter !== null && renderer !== null && !isSoftware(renderer);
}

/**
 * Which backends to try, in order. A GPU computes only where it is one: a software renderer takes some twenty times as
 * long for a forward pass as WebAssembly does on the same machine. The reader's wish comes first in any case.
 *
 * @param contest null: not measured, and WebGPU goes before WebGL
 */
export function backendOrder(
  preference: Preference,
  { renderer, adapter }: Found,
  contest: Contest | null,
): BackendName[] {
  const order: BackendName[] = [];
  if (adapter !== null) order.push('webgpu');
  if (renderer !== null && !isSoftware(renderer)) order.push('webgl');
  if (contest && contest.webgl < CLEARLY_FASTER * contest.webgpu) order.reverse();
  order.push('wasm', 'cpu');
  return preference === 'auto' ? order : [preference, ...order.filter((name) => name !== preference)];
}

/** Why this backend runs, in one sentence. */
export function backendReason(
  backend: BackendName,
  preference: Preference,
  { renderer, adapter }: Found,
  failures: readonly Failure[],
  contest: Contest | null,
): string {
  if (backend === preference) {
    const gpu = backend === 'webgl' && renderer !== null ? ` on ${renderer}` : '';
    const slow = gpu !== '' && isSoftware(renderer) ? ', which is software and no GPU, and slow' : '';
    return `You chose ${NAMES[backend]}${gpu}${slow}.`;
  }
  const wish = failures.find((failure) => failure.backend === preference);
  if (wish) {
    const fault = wish.computesWrongly ? 'computes wrongly here' : 'does not start here';
    return `You chose ${NAMES[wish.backend]}, but it ${fault} (${wish.message}), so ${NAMES[backend]} runs.`;
  }
  const failed = failures.map(
    ({ backend, message, computesWrongly }) =>
      `${NAMES[backend]} ${computesWrongly ? 'computes wrongly here' : 'did not start'} (${message})`,
  );
  if (backend === 'webgl' || backend === 'webgpu') {
    const runs = `${NAMES[backend]} runs on ${(backend === 'webgl' ? renderer : adapter) ?? 'this GPU'}`;
    if (failed.length > 0) return `${failed.join(', and ')}, so ${runs}.`;
    return contest ? `${runs}: ${comparison(backend, contest)}.` : `${runs}.`;
  }
  if (isSoftware(renderer))
    failed.unshift(`WebGL here is drawn by software (${renderer ?? ''}), not by a GPU`);
  else if (renderer === null) failed.unshift('this browser gives no WebGL 2');
  const why = failed.join(', and ');
  return `${why.charAt(0).toUpperCase()}${why.slice(1)}, so ${NAMES[backend]} runs.`;
}

/** What the measurement said of the backend that runs. */
function comparison(backend: 'webgl' | 'webgpu', contest: Contest): string {
  const other = backend === 'webgl' ? 'webgpu' : 'webgl';
  const [own, others] = [contest[backend], contest[other]].map((time) => `${time.toPrecision(2)} ms`);
  return `a few layers took ${own} on it, and ${others} on ${NAMES[other]}`;
}
