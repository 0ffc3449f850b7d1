import { afterAll, afterEach, beforeAll, describe as suite, expect, it } from 'vitest';
import { buildModel } from './build';
import { describe } from './describe';
import type { EngineSession } from './session';
import { notebookNetwork } from '../model/networks';
import { networkShapes } from '../model/shapes';
import { rows } from '../model/rows';
import { startSession } from '../../tests/support/engine/host';
import { notebookCells } from '../../tests/support/engine/notebook-cells';

let session: EngineSession;

beforeAll(async () => {
  session = await startSession();
});
afterEach(() => {
  session.reset();
});
afterAll(() => {
  session.end();
});

suite('describe', () => {
  it("says of the notebook's live model what the pure description says", () => {
    const { model, cells } = notebookCells(session.tf);
    expect(describe(model)).toEqual({ name: 'sequential_1', inputShape: null, layers: [] });
    for (const run of cells.values()) run();
    const network = describe(model);
    expect(network.layers).toEqual(notebookNetwork().layers);
    expect(network.inputShape).toEqual([3, 227, 227]);
    const shapes = model.layers.map(({ outputShape }) => outputShape.slice(1));
    expect(shapes).toEqual(networkShapes(network));
  });

  it('tells a layer it has no words for by its shape and parameters', () => {
    const { layers, sequential } = session.tf;
    const model = sequential();
    model.add(layers.batchNormalization({ name: 'normalization', inputShape: [6, 6, 4] }));
    expect(describe(model).layers).toEqual([
      {
        type: 'other',
        name: 'normalization',
        className: 'BatchNormalization',
        outputShape: [6, 6, 4],
        parameters: 16,
        trainableParameters: 8,
      },
    ]);
  });

  it('knows a frozen layer as what it is, with nothing to train', () => {
    const { layers, sequential } = session.tf;
    const model = sequential();
    model.add(layers.conv2d({ filters: 4, kernelSize: 3, inputShape: [8, 8, 3], trainable: false }));
    model.add(layers.maxPooling2d({ poolSize: 2, trainable: false }));
    model.add(layers.flatten());
    model.add(layers.dense({ units: 2, trainable: false }));
    const network = describe(model);
    expect(network.layers).toMatchObject([
      { type: 'conv2d', filters: 4, frozen: true },
      { type: 'maxPooling2d' },
      { type: 'flatten' },
      { type: 'dense', units: 2, frozen: true },
    ]);
    expect(network.layers[1]).not.toHaveProperty('frozen');
    expect(rows(network).map(({ parameters, trainable }) => [parameters, trainable])).toEqual([
      [112, 0],
      [0, 0],
      [0, 0],
      [74, 0],
    ]);
    expect(describe(buildModel(network, session)).layers).toEqual(network.layers);
  });

  it('counts the parameters of layers that branch and join', () => {
    const { layers, input, model } = session.tf;
    const image = input({ shape: [6, 6, 3] });
    const branch = (name: string) =>
      layers.conv2d({ name, filters: 2, kernelSize: 3 }).apply(image) as ReturnType<typeof input>;
    const both = layers.concatenate().apply([branch('left'), branch('right')]) as ReturnType<typeof input>;
    const live = model({ inputs: image, outputs: both });
    const described = rows(describe(live));
    expect(described.reduce((sum, { parameters }) => sum + parameters, 0)).toBe(live.countParams());
    expect(described.at(-1)?.output).toEqual([4, 4, 4]);
  });
});

suite('buildModel', () => {
  it('makes the model that a description says, at any width', () => {
    const network = notebookNetwork({ width: 1 / 16, nClasses: 12 });
    const model = buildModel(network, session);
    expect(describe(model).layers).toEqual(network.layers);
    expect(model.countParams()).toBe(rows(network).reduce((sum, { parameters }) => sum + parameters, 0));
  });

  it('refuses groups', () => {
    const [conv, ...others] = notebookNetwork().layers;
    if (conv?.type !== 'conv2d') throw new Error('The notebook begins with a convolution.');
    const grouped = {
      name: 'grouped',
      inputShape: [4, 227, 227],
      layers: [{ ...conv, groups: 2 }, ...others],
    };
    expect(() => buildModel(grouped, session)).toThrow('has no grouped convolution');
  });
});
