import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { EngineSession } from '../../src/engine/session';
import { ROWS_ONCE } from '../support/layers/all';
import { tryLayer } from '../support/layers/try-layer';
import { startSession } from './engine-host';

let session: EngineSession;

beforeAll(async () => {
  session = await startSession('webgl');
});
afterEach(() => {
  session.reset();
});
afterAll(() => {
  session.end();
});

test.each(ROWS_ONCE)('$title', async ({ layer, layout }) => {
  const { forward, gradient } = await tryLayer(session, layer, layout);
  expect(forward).toBeLessThan(1e-5);
  expect(gradient).toBeLessThan(1e-5);
});
