/** The kernel's state as one line of the header. */
import { backendTitle } from './backend-title';
import type { KernelStatus } from './kernel-client';

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
      const on = backendTitle(status.report.backend);
      return runningCell === null ? `Ready on ${on}` : `Running ${runningCell} on ${on}`;
    }
  }
}
