/** What readers' edits become: never silently another network, nor text that Python does not read. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { syntaxErrors } from '../../../tests/support/export/read-python';
import * as effects from './effects';
import { TARGETS, translate, type TargetName } from './translate';

const above = [
  {
    source: `import * as tf from '@tensorflow/tfjs';
import { sgd, toCategorical } from './keras';
import { localResponseNormalization, sliceChannels } from './utils';
const model = tf.sequential();
model.add(tf.layers.dense({ units: 8, inputShape: [4], name: 'a' }));
const x = tf.ones([2, 4]);
const add = (units) => tf.layers.dense({ units });
const end = tf.layers.dense({ units: 2, name: 'end' });`,
    slow: false,
  },
];

function said(source: string, target: TargetName): string {
  const { python } = translate(above, source, target);
  expect(syntaxErrors(python)).toEqual([]);
  return python.trimEnd();
}

const UNKNOWN_SINCE =
  '# TypeScript only (model has layers that stand in TypeScript alone):\n#   model.add(end);';

describe('layers that cannot be counted leave a network that is known to be unknown', () => {
  test.for([
    '[16, 32].forEach((units) => { model.add(tf.layers.dense({ units })); });',
    '[16, 32].map((units) => model.add(tf.layers.dense({ units })));',
    `function block(n) {
  model.add(tf.layers.dense({ units: 16 }));
  for (let i = 0; i < n; i++) model.add(tf.layers.dense({ units: 32 }));
}
block(2);`,
    `function block(m, units) {
  m.add(tf.layers.dense({ units }));
  if (units > 3) m.add(tf.layers.dense({ units }));
}
block(model, 5);`,
    'if (Math.random() > 0.5) model.add(add(2)); else model.add(add(3));',
    'let i = 0;\nwhile (i < 2) { model.add(add(3)); i++; }',
    'const sizes = [16];\nsizes.push(32);\nfor (const units of sizes) model.add(tf.layers.dense({ units }));',
    'for (let i = 0; i < 3; i++) { if (i === 1) continue; model.add(tf.layers.dense({ units: 3 })); }',
    'Math.random() > 0.5 && model.add(tf.layers.dense({ units: 4 }));',
    'model.pop();',
  ])('%s', (source) => {
    for (const target of TARGETS) {
      expect(said(`${source}\nmodel.add(end);`, target).endsWith(UNKNOWN_SINCE), target).toBe(true);
    }
  });
});

test.for<readonly [source: string, target: TargetName, expected: string]>([
  [
    'const sizes = [16];\nsizes[0] = 64;\nmodel.add(tf.layers.dense({ units: sizes[0] }));\nmodel.add(end);',
    'torch',
    '(the units of dense is known only in a run)',
  ],
  [
    'let n = 4;\nif (Math.random() > 0.5) n = 5;\nmodel.add(tf.layers.dense({ units: n }));',
    'torch',
    '(the units of dense is known only in a run)',
  ],
  [
    'let n = 1;\nfor (let i = 0; i < 3; i++) n = n + 1;\nmodel.add(tf.layers.dense({ units: n }));',
    'keras',
    '(the units of dense is known only in a run)',
  ],
  [
    'function grow(list) { list.push(1); if (list.length > 3) list.pop(); }\nconst sizes = [3];\ngrow(sizes);\nmodel.add(tf.layers.dense({ units: sizes[0] }));',
    'keras',
    '(the units of dense is known only in a run)',
  ],
  [
    'let total = 0;\n[1, 2].forEach((each) => { total += each; });\nconsole.log(total);',
    'keras',
    '#   console.log(total);',
  ],
  [
    `model.compile({ loss: 'meanSquaredError', optimizer: sgd({}) });
const history = await model.fit(x, x, { epochs: 2 });
console.log(history.epoch);`,
    'torch',
    '#   console.log(history.epoch);',
  ],
  ['const out = model.predict(x).dispose();\nconsole.log(out);', 'keras', '#   console.log(out);'],
  [
    'function block(n) { model.add(tf.layers.dense({ units: n })); }\nfor (let i = 0; i < 2; i++) block(i + 5);\nmodel.add(end);',
    'torch',
    'model.add_module("end", nn.Linear(6, 2))',
  ],
  ['const w = [1, 2].map((s) => tf.linspace(0, 1, s));\nconst after = 3;', 'keras', '\nafter = 3'],
])('%s: %s', ([source, target, expected]) => {
  expect(said(source, target)).toContain(expected);
});

describe('a fault of the translation itself', () => {
  afterEach(() => vi.restoreAllMocks());

  test('costs its statement alone, and is logged', () => {
    const logged = vi.spyOn(console, 'error').mockReturnValue(undefined);
    vi.spyOn(effects, 'isMutating').mockImplementation((method) => {
      if (method === 'at') throw new TypeError('a fault');
      return false;
    });
    expect(said('[1].at(0);\nconst after = 3;', 'torch')).toBe(
      '# TypeScript only (putting it into Python failed here):\n#   [1].at(0);\nafter = 3',
    );
    expect(logged).toHaveBeenCalledOnce();
  });
});

describe('arguments are said, or refused', () => {
  test.for<readonly [source: string, keras: string, torch: string]>([
    ['tf.matMul(x, x, false, true);', '(True is asked for in a call)', '(True is asked for in a call)'],
    ['x.sum(1, true);', '(True is asked for in a call)', '(True is asked for in a call)'],
    ['x.sum(1);', 'ops.sum(x, axis=1)', 'torch.sum(x, dim=1)'],
    ['x.softmax(0);', '(0 is asked for in a call)', '(0 is asked for in a call)'],
    ['x.argMax();', 'ops.argmax(x, axis=0)', 'torch.argmax(x, dim=0)'],
    ["tf.tensor1d([1, 2], 'int32');", '("int32" is asked for', '("int32" is asked for'],
    ['tf.reverse(x, [0, 1]);', 'ops.flip(x, axis=(0, 1))', 'torch.flip(x, [0, 1])'],
    ['tf.reverse(x, 1);', 'ops.flip(x, axis=1)', 'torch.flip(x, (1,))'],
    ['tf.reverse(x);', 'ops.flip(x)', 'torch.flip(x, tuple(range(x.ndim)))'],
    [
      'toCategorical([0, 1, 2], 3);',
      'to_categorical([0, 1, 2], 3)',
      'one_hot(torch.as_tensor([0, 1, 2]).long(), 3).float()',
    ],
  ])('%s', ([source, ...expected]) => {
    for (const [at, target] of TARGETS.entries()) expect(said(source, target)).toContain(expected[at]);
  });

  test('how a layer starts, which PyTorch has otherwise', () => {
    const layer = `tf.layers.dense({
  units: 3,
  name: 'f',
  kernelInitializer: tf.initializers.randomNormal({ stddev: 0.01 }),
  kernelRegularizer: tf.regularizers.l2({ l2: 0.1 }),
  trainable: false,
})`;
    expect(said(`model.add(${layer});\nmodel.add(end);`, 'torch'))
      .toBe(`# TypeScript only: kernelInitializer of f
# TypeScript only: kernelRegularizer of f
model.add_module("f", nn.Linear(8, 3))
model.get_submodule("f").requires_grad_(False)
model.add_module("end", nn.Linear(3, 2))`);
  });

  test('sizes of which one is computed', () => {
    const source =
      'const k = [3, 3];\ntf.layers.conv2d({ filters: 3, kernelSize: [k[0], k[1]], strides: [2, 1] });';
    expect(said(source, 'keras')).toContain('kernel_size=(k[0], k[1]),\n    strides=(2, 1),');
  });
});

describe('layers where they stand', () => {
  const first = `const c = tf.sequential();
c.add(tf.layers.conv2d({ filters: 8, kernelSize: 3, inputShape: [3, 13, 13], dataFormat: 'channelsFirst' }));
`;
  const graph = `const a = tf.input({ shape: [8, 8, 6] });
const b = tf.layers.conv2d({ filters: 8, kernelSize: 3, name: 'left-1' }).apply(a);
const r = tf.layers.activation({ activation: 'relu', name: 'lambda' }).apply(b);
const s = sliceChannels({ begin: 0, size: 4, name: 'self' }).apply(r);
const t = sliceChannels({ begin: 4, size: 4, name: 'a' }).apply(r);
const j = tf.layers.concatenate({ name: 'j' }).apply([t, s]);
const g = tf.layers.dense({ units: 3, name: 'g' }).apply(tf.layers.flatten({ name: 'f' }).apply(j));
const net = tf.model({ inputs: a, outputs: tf.layers.concatenate({ name: 'h' }).apply([g, g]) });`;

  test.for<readonly [source: string, target: TargetName, expected: string]>([
    [
      `${first}c.add(localResponseNormalization({ name: 'n' }));`,
      'keras',
      'LocalResponseNormalization(data_format="channels_first", name="n")',
    ],
    [
      `${first}const n = localResponseNormalization({ name: 'n' });\nc.add(n);`,
      'keras',
      '(n is made elsewhere, and needs a dataFormat in Keras)',
    ],
    [
      `${first}const pool = tf.layers.maxPooling2d({ poolSize: 2, ceilMode: true, dataFormat: 'channelsFirst', name: 'p' });\nc.add(pool);`,
      'keras',
      'constant_values=float("-inf")), name="p_overhang"),\n)\nc.add(pool)',
    ],
    [graph, 'keras', 's = layers.Lambda(lambda x: x[..., 0:4], name="self")(r)'],
    [
      graph,
      'torch',
      `        left_1 = self.get_submodule("left-1")(a)
        lambda_ = self.get_submodule("lambda")(left_1)
        a_2 = self.a(lambda_)
        self_2 = self.self(lambda_)
        j = torch.cat([a_2, self_2], dim=1)
        f = self.f(j)
        g = self.g(f)
        h = torch.cat([g, g], dim=1)`,
    ],
    [
      "model.add(tf.layers.dense({ units: 3, name: 'half' }));",
      'torch',
      'PyTorch takes no layer by the name half',
    ],
  ])('%s: %s', ([source, target, expected]) => {
    expect(said(source, target)).toContain(expected);
  });
});

describe('operators, numbers and texts', () => {
  const unknown = 'const k = x.shape[0];\nconst n = 8;\nconst o = { a: 1000 };\n';

  test.for<readonly [source: string, expected: string]>([
    ['Math.round(k > 3 ? 1.5 : 2.5);', 'math.floor((1.5 if k > 3 else 2.5) + 0.5)'],
    ['Array.from({ length: n + 1 });', '[None] * (n + 1)'],
    ['new Array(n + 1);', '[None] * (n + 1)'],
    ['new Float32Array(n + 1);', '[0] * (n + 1)'],
    ['new Float32Array(k);', '(whether this is a length or a list is known only in a'],
    ["console.log('loss ' + k + k);", 'print("loss " + str(k) + str(k))'],
    ['console.log(o.a.toLocaleString());', 'print(format(o["a"], ","))'],
    ['console.log(-7 % 3);', 'print(math.fmod(-7, 3))'],
    ['console.log(7 % 3);', 'print(7 % 3)'],
    ['[1, 2].indexOf(k);', '(whether it is in the list is known only in a run)'],
    ['[1, 8].indexOf(n);', '[1, 8].index(n)'],
    ['model.add(tf.layers.dense({ units: n / 2 }));', 'layers.Dense(units=n // 2,'],
    ['const h = n * 0.5;\nmodel.add(tf.layers.dense({ units: h }));', 'layers.Dense(units=int(h),'],
    ['model.add(tf.layers.dense({ units: Math.sqrt(16) }));', 'layers.Dense(units=int(np.sqrt(16)),'],
  ])('%s', ([source, expected]) => {
    expect(said(unknown + source, 'keras')).toContain(expected);
  });

  test('no float where PyTorch wants a size', () => {
    const source = `${unknown}const h = n * 0.5;\nmodel.add(tf.layers.dense({ units: h, name: 'h' }));`;
    expect(said(source, 'torch')).toContain('nn.Linear(8, 4)');
  });
});
