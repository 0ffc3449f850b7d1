/** Published weights in the engine, against onnxruntime on the source's own network with the source's own preprocessing. */
import * as tf from '@tensorflow/tfjs';
import * as ort from 'onnxruntime-web';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startSession } from '../../tests/support/engine/host';
import { testPhotograph } from '../../tests/support/engine/test-photograph';
import {
  bvlcOnnx,
  narrow,
  sourceLayers,
  sourceOf,
  torchvisionFile,
  torchvisionOnnx,
  type SourceLayer,
} from '../../tests/support/weights-files';
import { memberOf } from '../model/family/family';
import type { Layer, Network } from '../model/layer';
import { answers } from './answers';
import { buildModel } from './build';
import { loadWeights } from './load-weights';
import type { EngineSession } from './session';

const photograph = testPhotograph();
/** As much of the network as the engine has. */
const ungrouped = (network: Network): Network => ({
  ...network,
  layers: network.layers.map((layer): Layer => {
    if (layer.type === 'conv2d') return { ...layer, groups: 1 };
    if (layer.type === 'maxPooling2d') {
      const { ceilMode, ...rest } = layer;
      return rest;
    }
    if (layer.type !== 'localResponseNormalization') return layer;
    const { divideAlpha, ...rest } = layer;
    return divideAlpha ? { ...rest, alpha: layer.alpha / 5 } : rest;
  }),
});
let session: EngineSession;
beforeAll(async () => {
  ort.env.wasm.numThreads = 1;
  session = await startSession('wasm');
});
afterEach(() => {
  session.reset();
});
afterAll(() => {
  session.end();
});

/** [1, 3, side, side], from the middle of the photograph. @param value of a colour, 0 to 255, for the source's channel */
function plainInput(side: number, value: (rgb: readonly number[], channel: number) => number): ort.Tensor {
  const margin = Math.floor((256 - side) / 2);
  const values = new Float32Array(3 * side * side);
  for (let channel = 0; channel < 3; channel++)
    for (let row = 0; row < side; row++)
      for (let column = 0; column < side; column++) {
        const from = 4 * ((margin + row) * 256 + margin + column);
        const rgb = [...photograph.pixels.subarray(from, from + 3)];
        values[(channel * side + row) * side + column] = value(rgb, channel);
      }
  return new ort.Tensor('float32', values, [1, 3, side, side]);
}

async function onnxAnswer(model: Uint8Array, input: ort.Tensor): Promise<Float32Array> {
  const onnx = await ort.InferenceSession.create(model);
  const { prob_1: output } = await onnx.run({ data_0: input });
  await onnx.release();
  return output?.data as Float32Array;
}

const softmax = (scores: Float32Array) => {
  const powers = Array.from(scores, (score) => Math.exp(score - Math.max(...scores)));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
};

const CASES = [
  {
    id: 'torchvision' as const,
    // torchvision's reference: 0 to 1, less the mean, by the deviation (ImageNet1K_V1's transforms).
    input: () =>
      plainInput(
        224,
        (rgb, c) => ((rgb[c] ?? 0) / 255 - [0.485, 0.456, 0.406][c]!) / [0.229, 0.224, 0.225][c]!,
      ),
    file: torchvisionFile,
    onnx: torchvisionOnnx,
  },
  {
    id: 'bvlc-alexnet' as const,
    // Caffe's example of classification: blue, green, red, 0 to 255, less the mean image's mean.
    input: () => plainInput(227, (rgb, c) => (rgb[2 - c] ?? 0) - [104.01, 116.67, 122.68][c]!),
    file: (layers: readonly SourceLayer[]) => bvlcOnnx(layers, 1),
    onnx: (layers: readonly SourceLayer[]) => bvlcOnnx(layers, 1),
  },
];

test.for(CASES)('$id answers as its source does, to 1e-4', async ({ id, input, file, onnx }) => {
  const network = ungrouped(narrow(memberOf(id).network(), 1 / 8));
  const layers = sourceLayers(network, 7);
  const model = buildModel(network, session);
  const before = session.tf.memory().numTensors;
  const match = await loadWeights(model, sourceOf(file(layers)));
  expect(match).toMatchObject({ published: id, misfits: [], missing: [], unused: [] });
  const names = Array.from({ length: 1000 }, (_, index) => String(index));
  const found = await answers(model, photograph, { names, count: 1000 }, () => Promise.reject(new Error()));
  expect(tf.memory().numTensors).toBe(before);

  const output = await onnxAnswer(onnx(layers), input());
  const expected = id === 'torchvision' ? softmax(output) : [...output];
  const most = Math.max(...expected);
  expect(most).toBeGreaterThan(0.002);
  for (const { answer, probability } of found) {
    expect(Math.abs(probability - (expected[Number(answer)] ?? NaN)), answer).toBeLessThan(1e-4 * most);
  }
  expect(found[0]?.answer).toBe(String(expected.indexOf(most)));
});
