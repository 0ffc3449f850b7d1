/** A head to take away: as weights, and as a cell that applies it. */
import type { ExportedWeight } from '../../notebook/exported-model';
import { safetensorsHeader } from '../../export/safetensors';
import type { Head } from './head';

/** The head as a safetensors file: `head.kernel` [4096, classes] and `head.bias`, and the names of the classes beside them. */
export function headFile({ classes, kernel, bias }: Head, names: readonly string[]): Blob {
  const start = { kind: 'constant', value: 0 } as const;
  const weights: ExportedWeight[] = [
    { layer: 'head', weight: 'kernel', shape: [kernel.length / classes, classes], start },
    { layer: 'head', weight: 'bias', shape: [classes], start },
  ];
  const header = safetensorsHeader(weights, { classes: JSON.stringify(names) });
  return new Blob([header, kernel, bias], { type: 'application/octet-stream' });
}

/** A kernel in whole numbers from -127 to 127, which take a quarter of the room in a cell. */
export interface SmallKernel {
  /** [features, classes] as base64, a byte each. */
  packed: string;
  /** Of each class: a weight is its whole number times this. */
  scales: readonly number[];
}

export function smallKernel({ classes, kernel }: Head): SmallKernel {
  const largest = Array<number>(classes).fill(0);
  for (const [at, weight] of kernel.entries())
    largest[at % classes] = Math.max(largest[at % classes]!, Math.abs(weight));
  const scales = largest.map((most) => Number((most / 127).toPrecision(6)) || 1);
  const bytes = Uint8Array.from(kernel, (weight, at) => Math.round(weight / scales[at % classes]!) & 255);
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte));
  return { packed: btoa(letters.join('')), scales };
}

/**
 * A cell that puts the head on the learned network and asks it about the course's photographs.
 *
 * @param layer whose output the features are
 */
export function headCell(head: Head, names: readonly string[], layer: string): string {
  const { packed, scales } = smallKernel(head);
  const bias = Array.from(head.bias, (value) => Number(value.toPrecision(6)));
  const written = names.map((name) => JSON.stringify(name));
  const features = head.kernel.length / head.classes;
  return `import * as tf from '@tensorflow/tfjs';
import { alexnet, loadLearned, photographs } from './utils';

// A head for classes of your own, on what the learned network sees.
const names = [${written.join(', ')}];
const scales = [${scales.join(', ')}];
const bias = [${bias.join(', ')}];
// ${features} numbers a class: each a byte, times the scale of its class.
const packed = '${packed}';

const learned = alexnet({ nClasses: 100 });
await loadLearned(learned);

const letters = atob(packed);
const bytes = Int8Array.from(letters, (letter) => letter.charCodeAt(0));
const kernel = Float32Array.from(
  bytes,
  (byte, at) => byte * scales[at % names.length],
);
const head = tf.layers.dense({
  name: 'head',
  units: names.length,
  activation: 'softmax',
});
const features = learned.getLayer('${layer}');
const taught = tf.model({
  inputs: learned.inputs,
  outputs: head.apply(features.output) as tf.SymbolicTensor,
});
head.setWeights([
  tf.tensor(kernel, [${features}, names.length]),
  tf.tensor(bias),
]);

for (const { title, pixels } of await photographs()) {
  const probabilities = tf.tidy(() => {
    const values = Float32Array.from(pixels);
    const picture = tf.tensor3d(values, [256, 256, 4]);
    const middle = picture.slice([14, 14, 0], [227, 227, 3]);
    const colours = middle.sub([122.68, 116.67, 104.01]);
    const input = colours.transpose([2, 0, 1]).expandDims();
    return (taught.predict(input) as tf.Tensor).dataSync();
  });
  const highest = Math.max(...probabilities);
  const best = names[probabilities.indexOf(highest)];
  console.log(\`\${title}: \${best}, \${highest.toFixed(2)}\`);
}
`;
}
