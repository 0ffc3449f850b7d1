import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { EngineSession } from '../../src/engine/session';
import { ROWS_ONCE } from '../support/layers/all';
import { RECURRENT } from '../support/layers/recurrent';
import { tryLayer } from '../support/layers/try-layer';
import { startSession } from './engine-host';

/**
 * On WebGPU without the recurrent layers, which no AlexNet has and for which it compiles shaders for a minute: with them
 * by `VITE_LAYERS=all`.
 */
const rowsOn = {
  webgl: ROWS_ONCE,
  webgpu:
    import.meta.env['VITE_LAYERS'] === 'all'
      ? ROWS_ONCE
      : ROWS_ONCE.filter(({ layer }) => !RECURRENT.includes(layer)),
};

describe.each(['webgl', 'webgpu'] as const)('on %s', (backend) => {
  let session: EngineSession;

  beforeAll(async () => {
    session = await startSession(backend);
  });
  afterEach(() => {
    session.reset();
  });
  afterAll(() => {
    session.end();
  });

  test.each(rowsOn[backend])('$title', async ({ layer, layout }) => {
    const { forward, gradient } = await tryLayer(session, layer, layout);
    expect(forward).toBeLessThan(1e-5);
    expect(gradient).toBeLessThan(1e-5);
  });
});
