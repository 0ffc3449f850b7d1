import { isPublished } from '../../src/notebook/cell';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { traceUnit } from '../../src/model/trace/trace-unit';
import { indexOf, unitAt } from '../../src/model/feature-maps';
import { rows, type Row } from '../../src/model/rows';
import type { LayerActivation, LayerTime, LayerWeights } from '../../src/notebook/output';
import type { Photograph } from '../../src/notebook/messages';
import { courseCells, DrivenKernel } from './driven-kernel';
import { generator } from '../support/random';

interface Source {
  cellId: string;
  source: string;
}

const notebook: readonly Source[] = courseCells
  .filter(isPublished)
  .map(({ id, source }) => ({ cellId: id, source }));

/** The notebook as a reader may leave it: an eighth of the width, another stride, layers added and taken out, ten classes. */
const edited = (stride: number): readonly Source[] =>
  notebook
    .filter(({ cellId }) => cellId !== 'pad3')
    .map(({ cellId, source }) => ({
      cellId,
      source: source
        .replaceAll(/(filters|units): (\d{2,})/g, (_, name, count) => `${name}: ${Number(count) / 8}`)
        .replace('strides: 4', `strides: ${stride}`)
        .replace('nClasses = 1000', 'nClasses = 10')
        .concat(
          cellId === 'conv2'
            ? "\nmodel.add(tf.layers.averagePooling2d({ poolSize: 2, strides: 1, padding: 'same', dataFormat }));"
            : '',
          cellId === 'conv3' ? '\nmodel.add(tf.layers.batchNormalization({ axis: 1 }));' : '',
        ),
    }));

/** What the notebook has none of: channels last, 'same' padding, dilation, fused activations, no biases. */
const otherwise: readonly Source[] = [
  {
    cellId: 'otherwise',
    source: `
      import * as tf from '@tensorflow/tfjs';
      const dataFormat = 'channelsLast';
      const model = tf.sequential();
      model.add(tf.layers.conv2d({ filters: 8, kernelSize: [5, 3], strides: [3, 2], padding: 'same', activation: 'relu', useBias: false, inputShape: [97, 80, 3], dataFormat }));
      model.add(tf.layers.conv2d({ filters: 6, kernelSize: 3, dilationRate: 2, activation: 'tanh', dataFormat }));
      model.add(tf.layers.maxPooling2d({ poolSize: 3, strides: 2, padding: 'same', dataFormat }));
      model.add(tf.layers.zeroPadding2d({ padding: [[1, 0], [2, 3]], dataFormat }));
      model.add(tf.layers.flatten({ dataFormat }));
      model.add(tf.layers.dense({ units: 12, activation: 'sigmoid' }));
    `,
  },
];

/** The course's cat, its middle scaled to 256 x 256. */
async function photograph(): Promise<Photograph> {
  const picture = await createImageBitmap(await (await fetch('/photos/cat.jpg')).blob());
  const context = new OffscreenCanvas(256, 256).getContext('2d');
  if (!context) throw new Error('No canvas.');
  const scale = 256 / Math.min(picture.width, picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  context.drawImage(picture, (256 - width) / 2, (256 - height) / 2, width, height);
  const pixels = new Uint8ClampedArray(context.getImageData(0, 0, 256, 256).data);
  return { id: 'cat', title: 'A tabby cat', pixels };
}

/** Stamps runs. */
let runId = 1000;

/** Asks the kernel of one network, question after question. */
class Inspected {
  readonly kernel: DrivenKernel;
  readonly rows: readonly Row[];
  readonly #photograph: Photograph;

  private constructor(kernel: DrivenKernel, rows: readonly Row[], photograph: Photograph) {
    this.kernel = kernel;
    this.rows = rows;
    this.#photograph = photograph;
  }

  static async of(kernel: DrivenKernel, cells: readonly Source[]): Promise<Inspected> {
    const { outputs, outcomes } = await kernel.run(cells);
    const failed = outcomes.find((outcome) => !outcome.endsWith(' done'));
    if (failed) throw new Error(`${failed}: ${JSON.stringify([...outputs.values()].at(-1))}`);
    const model = [...outputs.values()].flat().findLast((output) => output.kind === 'model');
    if (!model) throw new Error('No network was built.');
    return new Inspected(kernel, rows(model.network), await photograph());
  }

  /** What went into each layer and what came out, in order. */
  async trace(): Promise<{ input: LayerActivation; output: LayerActivation }[]> {
    const { input, activations } = await this.kernel.ask('trace', this.#photograph);
    const all = [input, ...activations].flatMap((layer) => layer ?? []);
    return activations.map((output, index) => ({ input: all[index] ?? output, output }));
  }

  weights(layer: string, unit: number | null): Promise<LayerWeights> {
    return this.kernel.ask('weights', layer, unit);
  }

  measure(): Promise<readonly LayerTime[]> {
    return this.kernel.ask('measure', this.#photograph);
  }

  /** Tensors alive after a cell that makes none. */
  async tensors(): Promise<number> {
    const own = ++runId;
    const steps = [{ cellId: 'nothing', source: '1', executionCount: 1 }];
    this.kernel.post({ type: 'run', runId: own, fresh: false, steps });
    return (await this.kernel.event('run-ended', (event) => event.runId === own)).tensors;
  }
}

/**
 * Recomputes random units of every layer from the layer's own input and weights, in TypeScript.
 *
 * @returns how many agreed, and those that differ by more than 1e-4 of themselves. A value below a thousandth of the
 *   layer's largest is measured against that: where a sum has cancelled out, its rounding is that of its terms.
 */
async function compare(inspected: Inspected, unitsOfEach: number) {
  const random = generator(20120930);
  const layers = await inspected.trace();
  const wrong: string[] = [];
  const kinds = new Set<string>();
  let compared = 0;
  for (const [index, { input, output }] of layers.entries()) {
    const row = inspected.rows[index];
    if (!row) throw new Error(`No row for ${output.layer}.`);
    expect(output.layer).toBe(row.layer.name);
    const floor = Math.max(-output.minimum, output.maximum) / 1000;
    for (let n = 0; n < unitsOfEach; n++) {
      const unit = unitAt(output, Math.floor(random() * output.values.length));
      const weighty = row.layer.type === 'conv2d' || row.layer.type === 'dense';
      const weights = weighty ? await inspected.weights(row.layer.name, unit[0] ?? 0) : null;
      const traced = traceUnit(row, input, unit, weights);
      kinds.add(traced.kind);
      if (traced.value === null) continue;
      const actual = output.values[indexOf(output, unit)] ?? NaN;
      const error = Math.abs(traced.value - actual) / Math.max(Math.abs(actual), floor);
      compared++;
      if (!(error <= 1e-4)) wrong.push(`${row.layer.name} [${unit.join()}]: ${actual}, not ${traced.value}`);
    }
  }
  return { compared, wrong, kinds: [...kinds].sort() };
}

describe.each(['webgl', 'wasm'] as const)('what the kernel tells of its network, on %s', (backend) => {
  let kernel: DrivenKernel;
  beforeAll(async () => {
    kernel = await DrivenKernel.start(backend);
  });
  afterAll(() => kernel.terminate());

  test('203 random units of the notebook’s network are what plain arithmetic gives', async () => {
    const inspected = await Inspected.of(kernel, notebook);
    const { compared, wrong, kinds } = await compare(inspected, 7);
    expect(wrong).toEqual([]);
    expect(compared).toBe(203);
    expect(kinds).toEqual([
      'activation',
      'convolution',
      'dense',
      'dropout',
      'flatten',
      'maxPooling',
      'normalization',
      'padding',
      'softmax',
    ]);
  }, 120_000);

  test.each([
    ['an edited network', edited(2), 'averagePooling'],
    ['a network channels last', otherwise, 'padding'],
  ])('so are those of %s', async (_, cells, kind) => {
    const inspected = await Inspected.of(kernel, cells);
    const { compared, wrong, kinds } = await compare(inspected, 7);
    expect(wrong).toEqual([]);
    expect(kinds).toContain(kind);
    const others = inspected.rows.filter(({ layer }) => layer.type === 'other').length;
    expect(compared).toBe(7 * (inspected.rows.length - others));
  });

  test('walking all rows twenty times makes not one tensor more', async () => {
    const inspected = await Inspected.of(kernel, edited(4));
    const before = await inspected.tensors();
    for (let walk = 0; walk < 20; walk++) {
      for (const { output } of await inspected.trace()) {
        const { layer } = inspected.rows.find((row) => row.layer.name === output.layer) ?? {};
        if (layer?.type === 'conv2d' || layer?.type === 'dense') {
          await inspected.weights(layer.name, walk % (output.shape[0] ?? 1));
          await inspected.weights(layer.name, null);
        }
      }
    }
    await expect(inspected.weights('no such layer', 0)).rejects.toThrow(
      'The network has no layer no such layer.',
    );
    expect(await inspected.tensors()).toBe(before);
  }, 120_000);

  test('every layer has its time, and measuring leaves no tensor', async () => {
    const inspected = await Inspected.of(kernel, edited(4));
    const before = await inspected.tensors();
    const times = await inspected.measure();
    expect(await inspected.tensors()).toBe(before);
    expect(times.map(({ layer }) => layer)).toEqual(inspected.rows.map(({ layer }) => layer.name));
    for (const { layer, milliseconds, runs, timedBy } of times) {
      const row = inspected.rows.find((candidate) => candidate.layer.name === layer);
      // a graphics processor has nothing to do where the numbers stay as they lie
      const idle = timedBy === 'gpu' && (row?.layer.type === 'flatten' || row?.layer.type === 'dropout');
      if (!idle) expect(milliseconds, layer).toBeGreaterThan(0);
      expect(runs, layer).toBeGreaterThanOrEqual(3);
    }
    const slowest = times.reduce((most, time) => (time.milliseconds > most.milliseconds ? time : most));
    expect(inspected.rows.find(({ layer }) => layer.name === slowest.layer)?.layer.type).toBe('conv2d');
  }, 120_000);

  test('a run ends a measurement at once, and its tensors are gone before the run', async () => {
    const inspected = await Inspected.of(kernel, edited(4));
    const before = await inspected.tensors();
    const failed = expect(inspected.measure()).rejects.toThrow('Something else came between: measure again.');
    expect(await inspected.tensors()).toBe(before);
    await failed;
  });
});
