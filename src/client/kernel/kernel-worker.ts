/**
 * Where a kernel's worker lives: in a frame whose Content-Security-Policy lets nothing out, so that what runs in it
 * cannot reach the network, whatever it finds. A worker of the page itself would have the page's policy.
 */
import type { Request } from '../../notebook/messages';
import kernelScript from '../../kernel/kernel.worker.ts?worker&url';
import { siteUrl } from '../addresses/site-url';
import { FetchError, fetchFile, ignoreConnectionError } from '../errors/connection';

/** What the page needs of the worker. */
export interface KernelWorker {
  post(request: Request, transfer?: readonly Transferable[]): void;
  terminate(): void;
}

export interface WorkerListener {
  onMessage(message: unknown): void;
  /** The script did not come, or the worker has ended by itself. */
  onFailure(): void;
}

export type StartWorker = (listener: WorkerListener) => KernelWorker;

/** Starts a kernel's worker. What is posted before it has started waits in its port. */
export const startWorker: StartWorker = ({ onMessage, onFailure }) => {
  const events = new MessageChannel();
  const control = new MessageChannel();
  events.port2.onmessage = ({ data }) => onMessage(data);
  events.port2.onmessageerror = onFailure;
  control.port2.onmessage = onFailure;
  begin(control.port1, events.port1).catch((error: unknown) => {
    ignoreConnectionError(error);
    onFailure();
  });
  return {
    post: (request, transfer = []) => events.port2.postMessage(request, [...transfer]),
    terminate: () => {
      control.port2.postMessage('terminate');
      events.port2.close();
    },
  };
};

/** @param control tells that the worker has failed, and hears that it is to end */
async function begin(control: MessagePort, events: MessagePort): Promise<void> {
  if (import.meta.env.DEV) {
    // The development server gives the kernel in modules, which the frame's policy would refuse.
    const worker = new Worker(kernelScript, { type: 'module', name: 'AlexNet kernel' });
    worker.onerror = () => control.postMessage('failed');
    control.onmessage = () => worker.terminate();
    worker.postMessage(null, [events]);
    return;
  }
  const [frame, script] = await Promise.all([openFrame(), fetchScript()]);
  frame.postMessage(script, location.origin, [control, events]);
}

const openFrame = kept(async (): Promise<Window> => {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.title = 'Cells run here';
  frame.src = siteUrl('kernel.html');
  await new Promise((resolve) => {
    frame.onload = resolve;
    document.body.append(frame);
  });
  // In place of a page that did not come stands one of the browser, which is of another origin.
  if (frame.contentWindow !== null && frame.contentDocument !== null) return frame.contentWindow;
  frame.remove();
  throw new FetchError('The frame in which cells run did not come.');
});

const fetchScript = kept(() =>
  fetchFile(kernelScript, (response) => response.blob(), 'The script of the kernel did not come.'),
);

/** What is fetched once, and again after it did not come. */
function kept<T>(fetch: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | null = null;
  return () =>
    (found ??= fetch().catch((error: unknown) => {
      found = null;
      throw error;
    }));
}
