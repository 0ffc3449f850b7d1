/**
 * The kernel in its worker. What it tells goes through a port that comes with the first message and that no cell can
 * reach: what the page hears there, the kernel has said.
 */
import type { Event, Photograph, Request } from '../notebook/messages';
import { ReaderError } from '../notebook/reader-error';
import { Kernel } from './kernel';
import { buildWall } from './wall';

// Taken now: a cell may put others in their place, which would be handed the message, and with it the port.
const apply = Reflect.apply;
const { get: getData } = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data') as {
  get: (this: MessageEvent) => Request;
};

self.addEventListener(
  'message',
  ({ ports: [port] }) => {
    if (port === undefined) throw new Error('The kernel was given no port.');
    connect(port);
  },
  { once: true },
);

function connect(port: MessagePort): void {
  const send = port.postMessage.bind(port);
  const wasmWanted = new Map<string, (bytes: ArrayBuffer) => void>();
  const filesWanted = new Map<
    string,
    { resolve: (bytes: ArrayBuffer) => void; reject: (reason: Error) => void }[]
  >();
  let photographsCame: (photographs: readonly Photograph[]) => void = () => undefined;
  const photographs = new Promise<readonly Photograph[]>((resolve) => (photographsCame = resolve));
  let photographsWanted = false;

  const post = (event: Event, transfer: readonly Transferable[] = []): void => {
    send(event, { transfer: [...transfer] });
  };

  const kernel = new Kernel({
    post,
    wasm: (file) =>
      new Promise((resolve) => {
        wasmWanted.set(file, resolve);
        post({ type: 'wasm-wanted', file });
      }),
    file: (path) => {
      const waiting = filesWanted.get(path) ?? [];
      if (waiting.length === 0) post({ type: 'file-wanted', path });
      filesWanted.set(path, waiting);
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    photographs: () => {
      if (!photographsWanted) post({ type: 'photographs-wanted' });
      photographsWanted = true;
      return photographs;
    },
  });

  port.onmessage = (message) => {
    const data = apply(getData, message, []);
    switch (data.type) {
      case 'start':
        void kernel.start(data.options);
        break;
      case 'run':
        post({ type: 'taken', request: 'run' });
        void kernel.run(data);
        break;
      case 'wasm':
        wasmWanted.get(data.file)?.(data.bytes);
        break;
      case 'file':
        for (const { resolve } of filesWanted.get(data.path) ?? []) resolve(data.bytes);
        filesWanted.delete(data.path);
        break;
      case 'no-file':
        for (const { reject } of filesWanted.get(data.path) ?? []) reject(new ReaderError(data.message));
        filesWanted.delete(data.path);
        break;
      case 'stop':
        kernel.stop();
        break;
      case 'photographs':
        photographsCame(data.photographs);
        break;
      case 'ask':
        post({ type: 'taken', request: 'ask' });
        void kernel.answer(data);
    }
  };

  // A promise that a cell left behind: printed where the cell prints, and no reason to end the kernel.
  self.addEventListener('unhandledrejection', (event) => {
    event.preventDefault();
    kernel.reportUnhandled(event.reason);
  });
  self.addEventListener('error', (event) => {
    event.preventDefault();
    kernel.reportUnhandled(event.error);
  });
}

buildWall(self);
