/** Published weights in the engine, against onnxruntime on the source's own network with the source's own preprocessing. */
import * as tf from '@tensorflow/tfjs';
import * as ort from 'onnxruntime-web';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { startSession } from '../../tests/support/engine/host';
import { testPhotograph } from '../../tests/support/engine/test-photograph';
import {
  bvlcOnnx,
  caffenetOnnx,
  compressedFile,
  narrow,
  safetensorsFile,
  sourceLayers,
  sourceOf,
  torchvisionFile,
  torchvisionOnnx,
  type SourceLayer,
} from '../../tests/support/weights-files';
import { memberOf } from '../model/family/family';
import type { Network } from '../model/layer';
import { answers } from './answers';
import { buildModel } from './build';
import { describe } from './describe';
import { loadWeights } from './load-weights';
import type { EngineSession } from './session';

const photograph = testPhotograph();
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

/** Caffe's example of classification: blue, green, red, 0 to 255, less the mean image's mean. */
const caffeInput = () => plainInput(227, (rgb, c) => (rgb[2 - c] ?? 0) - [104.01, 116.67, 122.68][c]!);

interface Made {
  bytes: Uint8Array;
  layers: readonly SourceLayer[];
}

const fromLayers =
  (write: (layers: readonly SourceLayer[]) => Uint8Array) =>
  (network: Network, seed: number): Made => {
    const layers = sourceLayers(network, seed);
    return { bytes: write(layers), layers };
  };

const CASES = [
  {
    file: 'alexnet.safetensors',
    id: 'torchvision' as const,
    // torchvision's reference: 0 to 1, less the mean, by the deviation (ImageNet1K_V1's transforms).
    input: () =>
      plainInput(
        224,
        (rgb, c) => ((rgb[c] ?? 0) / 255 - [0.485, 0.456, 0.406][c]!) / [0.229, 0.224, 0.225][c]!,
      ),
    made: fromLayers(torchvisionFile),
    onnx: torchvisionOnnx,
  },
  {
    file: 'bvlcalexnet-12.onnx',
    id: 'bvlc-alexnet' as const,
    input: caffeInput,
    made: fromLayers(bvlcOnnx),
    onnx: bvlcOnnx,
  },
  {
    file: 'AlexNet_compressed.net',
    id: 'bvlc-alexnet' as const,
    input: caffeInput,
    made: compressedFile,
    onnx: bvlcOnnx,
  },
  {
    file: 'caffenet-12.onnx',
    id: 'caffenet' as const,
    input: caffeInput,
    made: fromLayers(caffenetOnnx),
    onnx: caffenetOnnx,
  },
];

test.for(CASES)('$file answers as its source does, to 1e-4', async ({ id, input, made, onnx }) => {
  const network = narrow(memberOf(id).network(), 1 / 8);
  const { bytes, layers } = made(network, 7);
  const model = buildModel(network, session);
  const before = session.tf.memory().numTensors;
  const match = await loadWeights(model, sourceOf(bytes));
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

test('weights for which there is no room are refused in words, and nothing leaks', async () => {
  const network = narrow(memberOf('caffenet').network(), 1 / 8);
  const layers = sourceLayers(network, 7);
  const model = buildModel(network, session);
  const before = tf.memory().numTensors;
  const source = sourceOf(caffenetOnnx(layers));
  const backend = tf.backend();
  const write = backend.write.bind(backend);
  const full = vi.spyOn(backend, 'write').mockImplementation((values, shape, dtype) => {
    if (shape.join() === '1152,512') throw new RangeError('Array buffer allocation failed');
    return write(values, shape, dtype);
  });
  await expect(loadWeights(model, source)).rejects.toThrow(
    /^This device has no room for these weights: the network takes 6 MB, and fc6.kernel 3 MB more while it is loaded./,
  );
  full.mockRestore();
  expect(tf.memory().numTensors).toBe(before);
});

test('torchvision’s mean is subtracted until other weights take the layer', async () => {
  const network = narrow(memberOf('torchvision').network(), 1 / 16);
  const model = buildModel(network, session);
  await loadWeights(model, sourceOf(torchvisionFile(sourceLayers(network, 1))));
  expect(describe(model).meanColour).toEqual([123.675, 116.28, 103.53]);
  const [kernel, bias] = model.getLayer('conv1').getWeights();
  const own = { 'conv1.kernel': kernel!, 'conv1.bias': bias! };
  const tensors = Object.entries(own).map(
    ([name, tensor]) => [name, { shape: tensor.shape, values: tensor.dataSync() as Float32Array }] as const,
  );
  await loadWeights(model, sourceOf(safetensorsFile(Object.fromEntries(tensors))));
  expect(describe(model).meanColour).toBeUndefined();
});
