import type { Answer } from './serve';

/** What the page does for the program that opened it. */
export interface Bench {
  /** Starts a worker under this name. */
  start(name: string, script: string): Promise<void>;
  /**
   * Has a worker do a task.
   *
   * @returns what it measured
   * @throws what it threw, or that it took longer than `limit` milliseconds
   */
  run(name: string, task: string, limit: number): Promise<number>;
  end(name: string): Promise<void>;
  /** What a graphics backend computes on, as the browser tells it; null if it does not tell. */
  device(backend: 'webgl' | 'webgpu'): Promise<string | null>;
}

declare global {
  interface Window {
    bench: Bench;
  }
}

const workers = new Map<string, Worker>();

const bench: Bench = {
  async start(name, script) {
    workers.set(name, new Worker(script, { type: 'module' }));
  },
  run(name, task, limit) {
    const worker = workers.get(name);
    if (!worker) throw new Error(`no worker ${name}`);
    return new Promise((resolve, reject) => {
      const { port1, port2 } = new MessageChannel();
      const timer = setTimeout(() => {
        reject(new Error(`over ${limit / 1000} s`));
      }, limit);
      port1.onmessage = ({ data: { value, error } }: MessageEvent<Answer>) => {
        clearTimeout(timer);
        if (value === undefined) reject(new Error(error));
        else resolve(value);
      };
      worker.onerror = ({ message }) => {
        clearTimeout(timer);
        reject(new Error(message));
      };
      worker.postMessage(task, [port2]);
    });
  },
  async end(name) {
    workers.get(name)?.terminate();
    workers.delete(name);
  },
  async device(backend) {
    if (backend === 'webgl') {
      const gl = document.createElement('canvas').getContext('webgl2');
      const info = gl?.getExtension('WEBGL_debug_renderer_info');
      return gl && info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) : null;
    }
    const adapter = 'gpu' in navigator ? await navigator.gpu.requestAdapter() : null;
    if (!adapter) return null;
    const { vendor, architecture, device, description } = adapter.info;
    return [vendor, architecture, device, description].filter((part) => part !== '').join(' ') || null;
  },
};

window.bench = bench;
