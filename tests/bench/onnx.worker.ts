/** The notebook's network in onnxruntime-web, on WebGPU or on one thread of wasm, with random and with learned weights. */
import * as ort from 'onnxruntime-web/webgpu';
import { isLearnedName, readLearned } from '../../src/learned/format';
import { learnedNetwork } from '../../src/learned/network';
import type { Layer } from '../../src/model/layer';
import { notebookNetwork } from '../../src/model/networks';
import { MEAN_COLOUR, photographCrop } from '../../src/model/photograph';
import { rows } from '../../src/model/rows';
import { toOnnx } from '../onnx/network';
import type { Tensor } from '../onnx/protobuf';
import { learnedTasks } from './learned';
import { serve } from './serve';
import { backendAskedFor, QUEUED, timed } from './workload';

const network = notebookNetwork();
const channelsInto = new Map(rows(network).map(({ layer, input }) => [layer.name, input[0] ?? 0]));

const options = { executionProviders: [backendAskedFor()] };
let session: ort.InferenceSession;

serve({
  async start() {
    ort.env.wasm.numThreads = 1;
    ort.env.wasm.wasmPaths = '/wasm/';
    const { bytes } = toOnnx(network, randomWeights, { everyLayer: false });
    session = await ort.InferenceSession.create(bytes, options);
    return 0;
  },
  forward: () => forward(1),
  queued: () => forward(QUEUED),
  ...learnedTasks(async (files) => {
    const learned = learnedNetwork();
    const read = new Map<string, Tensor[]>();
    for (const { name } of learned.layers) {
      if (!isLearnedName(name)) continue;
      const { kernel, kernelShape, bias } = await readLearned(new Uint8Array(files[name]));
      read.set(name, [
        { shape: kernelShape, values: kernel },
        { shape: [bias.length], values: bias },
      ]);
    }
    const { bytes, outputs } = toOnnx(learned, ({ name }) => read.get(name) ?? [], { everyLayer: false });
    const model = await ort.InferenceSession.create(bytes, options);
    return async ({ pixels }) => {
      const results = await model.run({
        image: new ort.Tensor('float32', planesOf(pixels), [1, 3, 227, 227]),
      });
      return results[outputs[0] ?? '']?.data as Float32Array;
    };
  }),
});

/** Of a photograph, so many times. */
async function forward(times: number): Promise<number> {
  const image = new ort.Tensor('float32', random(3 * 227 * 227, 120), [1, 3, 227, 227]);
  const milliseconds = await timed(async () => {
    for (let time = 0; time < times; time++) await session.run({ image });
  });
  return milliseconds / times;
}

/** The middle of a photograph, less the mean colour, channels first. */
function planesOf(pixels: Uint8ClampedArray): Float32Array {
  const crop = photographCrop(pixels, 227, 227) ?? pixels;
  const values = new Float32Array((3 * crop.length) / 4);
  let to = 0;
  for (const [colour, mean] of MEAN_COLOUR.entries()) {
    for (let from = colour; from < crop.length; from += 4) values[to++] = (crop[from] ?? NaN) - mean;
  }
  return values;
}

function randomWeights(layer: Layer): Tensor[] {
  const into = channelsInto.get(layer.name) ?? 0;
  if (layer.type === 'conv2d') return weights([...layer.kernelSize, into, layer.filters]);
  return layer.type === 'dense' ? weights([into, layer.units]) : [];
}

function weights(shape: number[]): Tensor[] {
  const size = shape.reduce((a, b) => a * b);
  const outputs = shape.at(-1) ?? 0;
  return [
    { shape, values: random(size, Math.sqrt((3 * outputs) / size)) },
    { shape: [outputs], values: new Float32Array(outputs) },
  ];
}

function random(size: number, largest: number): Float32Array {
  return Float32Array.from({ length: size }, () => (2 * Math.random() - 1) * largest);
}
