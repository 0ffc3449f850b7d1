import type { BackendName } from '../notebook/messages';

/** What the machine has to compute on; wasm and cpu it always has. */
export interface Found {
  /** What WebGL 2 calls the graphics hardware; null without WebGL 2. */
  renderer: string | null;
  /** WebGPU with an adapter that is hardware. */
  webgpu: boolean;
}

export type Preference = BackendName | 'auto';

/** A backend that was to run, and why it does not. */
export interface Failure {
  backend: BackendName;
  message: string;
}

const NAMES: Readonly<Record<BackendName, string>> = {
  webgl: 'WebGL',
  webgpu: 'WebGPU',
  wasm: 'WebAssembly',
  cpu: 'plain JavaScript',
};

/** Whether this renderer is a program that imitates a GPU. */
export function isSoftware(renderer: string | null): boolean {
  return (
    renderer !== null && /swiftshader|llvmpipe|softpipe|basic render|software|apple software/i.test(renderer)
  );
}

/**
 * Which backends to try, in order. WebGL runs on a GPU only: a software renderer takes some twenty times as long for a
 * forward pass as WebAssembly does on the same machine. The reader's wish comes first in any case.
 */
export function backendOrder(preference: Preference, { renderer, webgpu }: Found): BackendName[] {
  const order: BackendName[] = [];
  if (renderer !== null && !isSoftware(renderer)) order.push('webgl');
  if (webgpu) order.push('webgpu');
  order.push('wasm', 'cpu');
  return preference === 'auto' ? order : [preference, ...order.filter((name) => name !== preference)];
}

/** Why this backend runs, in one sentence. */
export function backendReason(
  backend: BackendName,
  preference: Preference,
  { renderer }: Found,
  failures: readonly Failure[],
): string {
  if (backend === preference) {
    const gpu = backend === 'webgl' && renderer !== null ? ` on ${renderer}` : '';
    const slow = gpu !== '' && isSoftware(renderer) ? ', which is software and no GPU, and slow' : '';
    return `You chose ${NAMES[backend]}${gpu}${slow}.`;
  }
  const wish = failures.find((failure) => failure.backend === preference);
  if (wish)
    return `You chose ${NAMES[wish.backend]}, but it does not start here (${wish.message}), so ${NAMES[backend]} runs.`;
  const failed = failures.map((failure) => `${NAMES[failure.backend]} did not start (${failure.message})`);
  if (backend === 'webgl') return `WebGL runs on ${renderer ?? 'this GPU'}.`;
  if (isSoftware(renderer))
    failed.unshift(`WebGL here is drawn by software (${renderer ?? ''}), not by a GPU`);
  else if (renderer === null) failed.unshift('this browser gives no WebGL 2');
  const why = failed.join(', and ');
  return `${why.charAt(0).toUpperCase()}${why.slice(1)}, so ${NAMES[backend]} runs.`;
}
