/** The kernel's state as one line of the header. */
import { backendTitle } from './backend-title';
import type { KernelStatus } from './kernel-client';

/**
 * What the kernel is doing.
 *
 * @param doing what it is at: 'Running In [156]'; null if it is at nothing
 */
export function describeKernel(status: KernelStatus, doing: string | null): string {
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
      const on = backendTitle(status.report.backend);
      return `${doing ?? 'Ready'} on ${on}`;
    }
  }
}
