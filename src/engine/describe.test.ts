import { afterAll, afterEach, beforeAll, describe as suite, expect, it } from 'vitest';
import { buildModel } from './build';
import { describe } from './describe';
import type { EngineSession } from './session';
import { notebookNetwork } from '../model/networks';
import { networkShapes } from '../model/network-shapes';
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

  it('tells what each layer takes where they branch and join', () => {
    const { layers, input, model } = session.tf;
    const image = input({ shape: [6, 6, 3] });
    const conv = (name: string, from = image) =>
      layers.conv2d({ name, filters: 2, kernelSize: 3 }).apply(from) as ReturnType<typeof input>;
    const [left, right] = [conv('left'), conv('right')];
    const both = layers.concatenate({ name: 'both' }).apply([left, right]) as ReturnType<typeof input>;
    const network = describe(model({ inputs: image, outputs: conv('last', both) }));
    expect(network).not.toHaveProperty('undrawn');
    expect(network.takes).toEqual({ left: [null], right: [null], both: ['left', 'right'], last: ['both'] });
    expect(network.layers.find(({ name }) => name === 'both')).toEqual({
      type: 'concatenate',
      name: 'both',
      axis: 3,
    });
  });

  it.each([
    [
      'two inputs',
      /^model_1 has 2 inputs\. Networks are drawn and exported that go from one input to one output/,
    ],
    ['two outputs', /^model_1 has 2 outputs\. /],
    ['a layer used twice', /^model_1 uses shared 2 times\. /],
  ] as const)('says why %s cannot be drawn', (what, reason) => {
    const { layers, input, model } = session.tf;
    type Tensor = ReturnType<typeof input>;
    const x = input({ shape: [4] });
    const shared = layers.dense({ name: 'shared', units: 4 });
    const once = shared.apply(x) as Tensor;
    const twice = shared.apply(what === 'a layer used twice' ? once : input({ shape: [4] })) as Tensor;
    const sum = (...terms: Tensor[]) => layers.add().apply(terms) as Tensor;
    const other = input({ shape: [4] });
    const made = {
      'two inputs': () => model({ inputs: [x, other], outputs: sum(once, other) }),
      'two outputs': () =>
        model({ inputs: x, outputs: [once, layers.dense({ units: 1 }).apply(once) as Tensor] }),
      'a layer used twice': () => model({ inputs: x, outputs: twice }),
    }[what]();
    expect(describe(made).undrawn).toMatch(reason);
  });
});

suite('buildModel', () => {
  it('makes the model that a description says, at any width', () => {
    const network = notebookNetwork({ width: 1 / 16, nClasses: 12 });
    const model = buildModel(network, session);
    expect(describe(model).layers).toEqual(network.layers);
    expect(model.countParams()).toBe(rows(network).reduce((sum, { parameters }) => sum + parameters, 0));
  });
});
