/**
 * Every AlexNet, layer by layer, against onnxruntime from the same weights. At an eighth of its width, which takes the
 * same way through the code; `VITE_FAMILY=whole npx vitest run --project browser family-onnx` takes it whole, in minutes.
 */
import * as ort from 'onnxruntime-web/wasm';
import ortModule from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import ortBinary from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildModel } from '../../src/engine/build';
import { EngineSession } from '../../src/engine/session';
import { FAMILY } from '../../src/model/family/family';
import type { BackendName } from '../../src/notebook/messages';
import { toOnnx } from '../onnx/network';
import type { Tensor } from '../onnx/protobuf';
import { narrowed } from '../support/model/narrowed';
import { relativeError, someNumbers } from '../support/numbers';
import { backendHost } from './on-backend';

ort.env.wasm.wasmPaths = { mjs: ortModule, wasm: ortBinary };
ort.env.wasm.numThreads = 1;

const isWhole = import.meta.env['VITE_FAMILY'] === 'whole';

/** The notebook's network is compared in `forward-onnx.test.ts`, whole. */
const members = FAMILY.filter(({ id }) => isWhole || id !== 'notebook');

/** As large as a photograph's numbers, so that normalisation counts. */
const IMAGE = 100;

/** For a kernel uniform, so large that numbers stay about as large as they were; for a bias some tenths. */
function weightsFor(layer: tf.layers.Layer, seed: number): Tensor[] {
  return layer.weights.map((weight, index) => {
    const shape = weight.shape.map(Number);
    const size = tf.util.sizeFromShape(shape);
    const limit = shape.length === 1 ? 0.3 : Math.sqrt((3 * shape.at(-1)!) / size);
    return { shape, values: someNumbers(size, 100 * seed + index).map((value) => limit * value) };
  });
}

describe.each<BackendName>(['webgl', 'wasm'])('on %s', (backend) => {
  let session: EngineSession;
  beforeAll(async () => {
    session = await EngineSession.start(backend, backendHost, { seed: 12 });
  });
  afterAll(() => {
    session.end();
  });

  test.each(members)('$title gives in every layer what onnxruntime gives', async ({ network: whole }) => {
    expect(tf.getBackend()).toBe(backend);
    const network = isWhole ? whole() : narrowed(whole());
    const model = buildModel(network, session);
    const weights = new Map(model.layers.map((layer, index) => [layer.name, weightsFor(layer, index)]));
    for (const layer of model.layers) {
      const own = weights.get(layer.name)!.map(({ shape, values }) => tf.tensor(values, [...shape]));
      layer.setWeights(own);
      tf.dispose(own);
    }
    const { bytes, outputs } = toOnnx(network, ({ name }) => weights.get(name) ?? [], { everyLayer: true });
    const onnx = await ort.InferenceSession.create(bytes);
    const shape = [1, ...network.inputShape!];
    const image = someNumbers(tf.util.sizeFromShape(shape), 7).map((value) => IMAGE * value);
    const expected = await onnx.run({ image: new ort.Tensor('float32', image, shape) });
    await onnx.release();

    const inner = session.tf.model({
      inputs: model.inputs,
      outputs: outputs.map((name) => model.getLayer(name).output as tf.SymbolicTensor),
    });
    const actual = inner.predict(tf.tensor(image, shape)) as tf.Tensor[];
    for (const [i, name] of outputs.entries()) {
      const { dims, data } = expected[name]!;
      expect(actual[i]!.shape, name).toEqual(dims);
      expect(relativeError(await actual[i]!.data(), data as Float32Array), name).toBeLessThan(1e-4);
    }
    session.reset();
  });
});
