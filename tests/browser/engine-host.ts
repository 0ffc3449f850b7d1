import type { BackendHost } from '../../src/engine/backend';
import { EngineSession } from '../../src/engine/session';
import type { BackendName } from '../../src/notebook/messages';

const binaries = import.meta.glob<string>('/node_modules/@tensorflow/tfjs-backend-wasm/dist/*.wasm', {
  query: '?url',
  import: 'default',
});

/** What a host was told. */
export interface HeardHost extends BackendHost {
  notices: string[];
  losses: string[];
}

export function browserHost(): HeardHost {
  const notices: string[] = [];
  const losses: string[] = [];
  return {
    notices,
    losses,
    async wasm(file) {
      const url = await binaries[`/node_modules/@tensorflow/tfjs-backend-wasm/dist/${file}`]?.();
      if (!url) throw new Error(`There is no ${file}.`);
      return (await fetch(url)).arrayBuffer();
    },
    lost(message) {
      losses.push(message);
    },
    notice(message) {
      notices.push(message);
    },
  };
}

export function startSession(backend: BackendName | 'auto', host = browserHost()): Promise<EngineSession> {
  return EngineSession.start(backend, host, { seed: 2012 });
}
