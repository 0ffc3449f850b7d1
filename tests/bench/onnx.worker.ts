/** The notebook's network in onnxruntime-web on one thread; what its weights are makes no difference to the time. */
import * as ort from 'onnxruntime-web/wasm';
import type { Layer } from '../../src/model/layer';
import { notebookNetwork } from '../../src/model/networks';
import { rows } from '../../src/model/rows';
import { toOnnx } from '../onnx/network';
import type { Tensor } from '../onnx/protobuf';
import { serve } from './serve';

const network = notebookNetwork();
const channelsInto = new Map(rows(network).map(({ layer, input }) => [layer.name, input[0] ?? 0]));

let session: ort.InferenceSession;
let image: ort.Tensor;

serve({
  async start() {
    ort.env.wasm.numThreads = 1;
    ort.env.wasm.wasmPaths = '/wasm/';
    session = await ort.InferenceSession.create(toOnnx(network, randomWeights, { everyLayer: false }).bytes);
    image = new ort.Tensor('float32', random(3 * 227 * 227, 120), [1, 3, 227, 227]);
    return 0;
  },
  async forward() {
    const began = performance.now();
    await session.run({ image });
    return performance.now() - began;
  },
});

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
