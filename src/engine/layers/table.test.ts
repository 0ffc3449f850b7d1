import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { sessionOn } from '../../../tests/support/engine/session-on';
import { ROWS, ROWS_ONCE } from '../../../tests/support/layers/all';
import { tryLayer } from '../../../tests/support/layers/try-layer';
import { refuseWrong } from './refused';

/** Names that stand for other makers, and what is no layer of its own: cells stand in a recurrent layer. */
const NO_LAYERS = [
  'avgPool1d avgPool2d avgPool3d avgPooling1d avgPooling2d avgPooling3d',
  'globalMaxPool1d globalMaxPool2d maxPool1d maxPool2d',
  'input inputLayer gruCell lstmCell simpleRNNCell convLstm2dCell stackedRNNCells',
].flatMap((names) => names.split(' '));

function isRefused(maker: string): boolean {
  try {
    refuseWrong(maker, {});
    return false;
  } catch {
    return true;
  }
}

it('has every layer that is offered, in 474 and in the browser 244 cells a backend', () => {
  const makers = Object.entries(tf.layers).flatMap(([name, maker]) =>
    typeof maker === 'function' && /^[a-z]/.test(name) ? [name] : [],
  );
  const tried = new Set(ROWS.map(({ layer }) => layer.maker));
  expect(makers.filter((name) => !tried.has(name) && !NO_LAYERS.includes(name) && !isRefused(name))).toEqual(
    [],
  );
  expect(2 * ROWS.length).toBe(474);
  expect(2 * ROWS_ONCE.length).toBe(244);
});

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  const session = sessionOn(backend);

  it.each(ROWS)('$title', async ({ layer, layout }) => {
    const { forward, gradient } = await tryLayer(session(), layer, layout);
    expect(forward).toBeLessThan(1e-5);
    expect(gradient).toBeLessThan(1e-5);
  });
});
