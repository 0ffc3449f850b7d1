/** The page's end of a kernel's worker. */
import type { Event, Request } from '../../notebook/messages';
import { ignoreConnectionError } from '../errors/connection';

/** What the page needs of the worker. */
export interface KernelWorker {
  post(request: Request): void;
  terminate(): void;
}

export interface WorkerListener {
  onEvent(event: Event): void;
  /** A message came that is no event: a cell has changed JavaScript itself under the kernel's feet. */
  onUnreadable(): void;
  /** The script did not come, or the worker has ended by itself. */
  onFailure(): void;
}

export type StartWorker = (listener: WorkerListener) => KernelWorker;

/** Starts a kernel's worker. What is posted before it has started waits in its port. */
export const startWorker: StartWorker = (listener) => {
  const events = new MessageChannel();
  const control = new MessageChannel();
  events.port2.onmessageerror = () => listener.onUnreadable();
  control.port2.onmessage = () => listener.onFailure();
  begin().catch((error: unknown) => {
    listener.onFailure();
    ignoreConnectionError(error);
  });
  return {
    post: (request) => events.port2.postMessage(request),
    terminate: () => {
      control.port2.postMessage('terminate');
      events.port2.close();
    },
  };

  async function begin(): Promise<void> {
    // Pages are light: what is needed as soon as cells run comes with the first kernel.
    const [{ isEvent }, walled] = await Promise.all([
      import('../../notebook/event-format'),
      import('./walled-worker'),
    ]);
    events.port2.onmessage = ({ data }: MessageEvent<unknown>) =>
      isEvent(data) ? listener.onEvent(data) : listener.onUnreadable();
    await walled.begin(control.port1, events.port1);
  }
};
