import { readFile } from 'node:fs/promises';
import type { BackendHost } from '../../../src/engine/backend';
import { EngineSession } from '../../../src/engine/session';

/** Serves the wasm backend's binaries from the package, and keeps what it is told. */
export function nodeHost(): BackendHost & { notices: string[] } {
  const notices: string[] = [];
  return {
    notices,
    async wasm(file) {
      const bytes = await readFile(`node_modules/@tensorflow/tfjs-backend-wasm/dist/${file}`);
      return new Uint8Array(bytes).buffer;
    },
    lost() {
      throw new Error('There is no GPU to lose in Node.');
    },
    notice(message) {
      notices.push(message);
    },
  };
}

export function startSession(backend: 'cpu' | 'wasm' = 'cpu', memoryBudget?: number): Promise<EngineSession> {
  return EngineSession.start(backend, nodeHost(), { seed: 2012, ...(memoryBudget && { memoryBudget }) });
}
