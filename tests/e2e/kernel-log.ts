import type { Page } from '@playwright/test';
import type { BackendName, Event } from '../../src/notebook/messages';

/** Chooses the backend for every page of this context, as the reader's kept choice. Call it before a page is opened. */
export async function chooseBackend(page: Page, backend: BackendName | 'auto'): Promise<void> {
  await page.addInitScript((name) => localStorage.setItem('alexnet.backend', name), backend);
}

/** Every message the kernels of the page send, listened to beside the page's own listener. */
export class KernelLog {
  readonly events: Event[] = [];
  workers = 0;

  /** Call it before the page is opened. */
  static async of(page: Page): Promise<KernelLog> {
    const log = new KernelLog();
    page.on('worker', () => (log.workers += 1));
    await page.exposeFunction('reportKernelEvent', (event: Event) => {
      log.events.push(event);
    });
    await page.addInitScript(() => {
      const report = (globalThis as unknown as { reportKernelEvent: (event: unknown) => void })
        .reportKernelEvent;
      // The page has one port of each channel, and the kernel the other.
      globalThis.MessageChannel = class extends MessageChannel {
        constructor() {
          super();
          this.port2.addEventListener('message', ({ data }: MessageEvent<{ type?: string } | string>) => {
            // Pixels and activations are large, and no test asks for them.
            if (typeof data !== 'object' || data.type === undefined) return;
            if (data.type !== 'answered' && data.type !== 'output') report(data);
          });
        }
      };
    });
    return log;
  }

  /** Ids of the cells that began to run, in order. */
  get started(): string[] {
    return this.events.flatMap((event) => (event.type === 'cell-started' ? [event.cellId] : []));
  }

  get backend(): BackendName | undefined {
    return this.events.findLast((event) => event.type === 'started')?.report.backend;
  }

  /** Tensors alive after each run. */
  get tensors(): number[] {
    return this.events.flatMap((event) => (event.type === 'run-ended' ? [event.tensors] : []));
  }
}
