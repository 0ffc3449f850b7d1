import * as ort from 'onnxruntime-web/wasm';
import ortModule from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import ortBinary from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type * as tf from '@tensorflow/tfjs';
import { afterEach, expect, test } from 'vitest';
import { buildModel } from '../../src/engine/build';
import { photographInput } from '../../src/engine/photograph-input';
import { EngineSession } from '../../src/engine/session';
import { notebookNetwork } from '../../src/model/networks';
import type { BackendName, Photograph } from '../../src/notebook/messages';
import { toOnnx } from '../onnx/network';
import type { Tensor } from '../onnx/protobuf';
import { backendHost, relativeError } from './on-backend';

ort.env.wasm.wasmPaths = { mjs: ortModule, wasm: ortBinary };
ort.env.wasm.numThreads = 1;

let session: EngineSession;
afterEach(() => {
  session.end();
});

async function photograph(id: string): Promise<Photograph> {
  const bitmap = await createImageBitmap(await (await fetch(`/photos/${id}.jpg`)).blob());
  const context = new OffscreenCanvas(256, 256).getContext('2d')!;
  context.drawImage(bitmap, 0, 0, 256, 256);
  return { id, title: id, pixels: context.getImageData(0, 0, 256, 256).data };
}

async function weightsOf(model: tf.LayersModel): Promise<Map<string, Tensor[]>> {
  const weights = new Map<string, Tensor[]>();
  for (const layer of model.layers) {
    const read = layer.getWeights().map(async (tensor) => ({
      shape: tensor.shape,
      values: (await tensor.data()) as Float32Array,
    }));
    weights.set(layer.name, await Promise.all(read));
  }
  return weights;
}

test.each<BackendName>(['webgl', 'wasm'])(
  "on %s every layer's output for a photograph is what onnxruntime computes from the same weights",
  async (backend) => {
    session = await EngineSession.start(backend, backendHost, { seed: 12 });
    const network = notebookNetwork();
    const model = buildModel(network, session);
    const image = photographInput(await photograph('cat'), network.inputShape!, 'channelsFirst');

    const weights = await weightsOf(model);
    const { bytes, outputs } = toOnnx(network, ({ name }) => weights.get(name)!, { everyLayer: true });
    const onnx = await ort.InferenceSession.create(bytes);
    const expected = await onnx.run({
      image: new ort.Tensor('float32', (await image.data()) as Float32Array, image.shape),
    });
    await onnx.release();

    const inner = session.tf.model({
      inputs: model.inputs,
      outputs: outputs.map((name) => model.getLayer(name).output as tf.SymbolicTensor),
    });
    const actual = inner.predict(image) as tf.Tensor[];
    expect(outputs).toHaveLength(26);
    for (const [i, name] of outputs.entries()) {
      const { dims, data } = expected[name]!;
      expect(actual[i]!.shape, name).toEqual(dims);
      expect(
        relativeError((await actual[i]!.data()) as Float32Array, data as Float32Array),
        name,
      ).toBeLessThan(1e-4);
    }

    const scores = model.predict(image) as tf.Tensor;
    const probabilities = (await scores.data()) as Float32Array;
    expect(relativeError(probabilities, expected[outputs.at(-1)!]!.data as Float32Array)).toBeLessThan(1e-4);
  },
  // All layers, in software.
  180_000,
);
