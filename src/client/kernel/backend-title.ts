import type { BackendName } from '../../notebook/messages';

const names: Readonly<Record<BackendName, string>> = {
  webgl: 'WebGL',
  webgpu: 'WebGPU',
  wasm: 'WebAssembly',
  cpu: 'plain JavaScript',
};

/** The backend's name as the page writes it. */
export function backendTitle(backend: BackendName): string {
  return names[backend];
}
