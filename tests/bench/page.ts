import type { Answer } from './serve';

const workers = new Map<string, Worker>();

/** Starts a worker under this name. */
function start(name: string, script: string): void {
  workers.set(name, new Worker(script, { type: 'module' }));
}

function end(name: string): void {
  workers.get(name)?.terminate();
  workers.delete(name);
}

/** Has a worker do a task, and gives what it measured. */
function run(name: string, task: string): Promise<number> {
  const worker = workers.get(name);
  if (!worker) throw new Error(`no worker ${name}`);
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data: { value, error } }: MessageEvent<Answer>) => {
      if (value === undefined) reject(new Error(`${name}, ${task}: ${error}`));
      else resolve(value);
    };
    worker.onerror = ({ message }) => {
      reject(new Error(`${name}, ${task}: ${message}`));
    };
    worker.postMessage(task, [port2]);
  });
}

Object.assign(globalThis, { bench: { start, end, run } });
