/** The kernel's state as one line of the header. */
import type { BackendName } from '../../notebook/protocol';
import type { KernelStatus } from './kernel-client';

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

/**
 * What the kernel is doing.
 *
 * @param runningCell how the page names the cell that runs; null if none does
 */
export function describeKernel(status: KernelStatus, runningCell: string | null): string {
  switch (status.state) {
    case 'absent':
      return 'Kernel not started';
    case 'fetching':
      return 'Fetching TensorFlow.js…';
    case 'starting':
      return 'Starting TensorFlow.js…';
    case 'failed':
      return 'Kernel lost';
    case 'ready': {
      const on = names[status.report.backend];
      return runningCell === null ? `Ready on ${on}` : `Running ${runningCell} on ${on}`;
    }
  }
}
