import { afterAll, afterEach, beforeAll } from 'vitest';
import type { EngineSession } from '../../../src/engine/session';
import { startSession } from './host';

/** A session for the tests of a block, emptied after each of them. Gives the function that gives it. */
export function sessionOn(backend: 'cpu' | 'wasm'): () => EngineSession {
  let session: EngineSession;
  beforeAll(async () => {
    session = await startSession(backend);
  });
  afterEach(() => session.reset());
  afterAll(() => session.end());
  return () => session;
}
