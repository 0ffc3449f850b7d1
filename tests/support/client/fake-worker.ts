import type { Event, Request } from '../../../src/notebook/messages';

/** What the client uses of the kernel's Worker, and the test's hand on it. */
export class FakeWorker extends EventTarget {
  posted: Request[] = [];
  terminated = false;

  postMessage(request: Request): void {
    this.posted.push(request);
  }

  terminate(): void {
    this.terminated = true;
  }

  says(event: Event): void {
    this.dispatchEvent(new MessageEvent('message', { data: event }));
  }

  get types(): string[] {
    return this.posted.map(({ type }) => type);
  }
}
