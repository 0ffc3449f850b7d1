import type { Event, Photograph, Request } from '../notebook/messages';
import { Kernel } from './kernel';

const wasmWanted = new Map<string, (bytes: ArrayBuffer) => void>();
let photographsCame: (photographs: readonly Photograph[]) => void = () => undefined;
const photographs = new Promise<readonly Photograph[]>((resolve) => (photographsCame = resolve));
let photographsWanted = false;

function post(event: Event, transfer: readonly Transferable[] = []): void {
  self.postMessage(event, { transfer: [...transfer] });
}

const kernel = new Kernel({
  post,
  wasm: (file) =>
    new Promise((resolve) => {
      wasmWanted.set(file, resolve);
      post({ type: 'wasm-wanted', file });
    }),
  photographs: () => {
    if (!photographsWanted) post({ type: 'photographs-wanted' });
    photographsWanted = true;
    return photographs;
  },
});

self.addEventListener('message', ({ data }: MessageEvent<Request>) => {
  switch (data.type) {
    case 'start':
      void kernel.start(data.options);
      break;
    case 'run':
      void kernel.run(data);
      break;
    case 'wasm':
      wasmWanted.get(data.file)?.(data.bytes);
      break;
    case 'stop':
      kernel.stop();
      break;
    case 'photographs':
      photographsCame(data.photographs);
      break;
    case 'ask':
      void kernel.answer(data);
  }
});

// a promise that a cell left behind: printed where the cell prints, and no reason to end the kernel
self.addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  kernel.reportUnhandled(event.reason);
});
self.addEventListener('error', (event) => {
  event.preventDefault();
  kernel.reportUnhandled(event.error);
});
