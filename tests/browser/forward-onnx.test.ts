import * as ort from 'onnxruntime-web/wasm';
import ortModule from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import ortBinary from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { LearnedModels } from '../../src/engine/learned-models';
import { photographInput } from '../../src/engine/photograph-input';
import { EngineSession } from '../../src/engine/session';
import { isLearnedName, learnedFiles, readLearned, type LearnedName } from '../../src/learned/format';
import { learnedNetwork } from '../../src/learned/network';
import { MEAN_COLOUR, photographCrop } from '../../src/model/photograph';
import type { BackendName, Photograph } from '../../src/notebook/messages';
import { toOnnx } from '../onnx/network';
import type { Tensor } from '../onnx/protobuf';
import { relativeError } from '../support/numbers';
import { backendHost } from './on-backend';

ort.env.wasm.wasmPaths = { mjs: ortModule, wasm: ortBinary };
ort.env.wasm.numThreads = 1;

const network = learnedNetwork();
/** Layers whose outputs are compared: all but dropout, which does nothing here. */
let outputs: readonly string[];
/** By photograph: what each layer makes of it. */
const expected = new Map<Photograph, ort.InferenceSession.OnnxValueMapType>();

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

async function learnedFile(layer: LearnedName): Promise<ArrayBuffer> {
  return (await fetch(`/learned/${learnedFiles[layer].file}`)).arrayBuffer();
}

/** As the files have them: nothing of TensorFlow.js has touched them. */
async function learnedWeights(): Promise<ReadonlyMap<string, readonly Tensor[]>> {
  const read = network.layers
    .map(({ name }) => name)
    .filter(isLearnedName)
    .map(async (name) => {
      const { kernel, kernelShape, bias } = await readLearned(new Uint8Array(await learnedFile(name)));
      return [
        name,
        [
          { shape: kernelShape, values: kernel },
          { shape: [bias.length], values: bias },
        ],
      ] as const;
    });
  return new Map(await Promise.all(read));
}

/** [1, 3, 227, 227] */
function plainInput({ pixels }: Photograph): ort.Tensor {
  const crop = photographCrop(pixels, 227, 227)!;
  const planes = MEAN_COLOUR.map((mean, colour) =>
    Array.from({ length: crop.length / 4 }, (_, at) => crop[4 * at + colour]! - mean),
  );
  return new ort.Tensor('float32', Float32Array.from(planes.flat()), [1, 3, 227, 227]);
}

beforeAll(async () => {
  const weights = await learnedWeights();
  const model = toOnnx(network, ({ name }) => weights.get(name) ?? [], { everyLayer: true });
  ({ outputs } = model);
  const onnx = await ort.InferenceSession.create(model.bytes);
  for (const id of ['cat', 'pyramid']) {
    const picture = await photograph(id);
    expected.set(picture, await onnx.run({ image: plainInput(picture) }));
  }
  await onnx.release();
});

test.each<BackendName>(['webgl', 'wasm'])(
  "on %s every layer's output for a photograph is what onnxruntime computes from the same learned weights",
  async (backend) => {
    session = await EngineSession.start(backend, backendHost, { seed: 12 });
    const model = await new LearnedModels(session, learnedFile).whole();
    const inner = session.tf.model({
      inputs: model.inputs,
      outputs: outputs.map((name) => model.getLayer(name).output as tf.SymbolicTensor),
    });
    expect(outputs).toHaveLength(27);
    for (const [picture, values] of expected) {
      const image = photographInput(picture, network.inputShape!, 'channelsFirst');
      const actual = inner.predict(image) as tf.Tensor[];
      for (const [i, name] of outputs.entries()) {
        const { dims, data } = values[name]!;
        expect(actual[i]!.shape, name).toEqual(dims);
        const error = relativeError(await actual[i]!.data(), data as Float32Array);
        expect(error, `${name} of ${picture.id}`).toBeLessThan(1e-4);
      }
      tf.dispose([image, ...actual]);
    }

    const [picture, values] = [...expected][0]!;
    const scores = model.predict(photographInput(picture, network.inputShape!, 'channelsFirst')) as tf.Tensor;
    const probabilities = (await scores.data()) as Float32Array;
    const last = values[outputs.at(-1)!]!.data as Float32Array;
    expect(relativeError(probabilities, last)).toBeLessThan(1e-4);
  },
  // All layers, in software.
  180_000,
);
