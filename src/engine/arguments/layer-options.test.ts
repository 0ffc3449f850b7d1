import { globSync, readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSession } from '../../../tests/support/engine/host';
import type { EngineSession } from '../session';

/** Options by the name of the interface that declares them, and the interfaces it extends. */
const declared = new Map<string, { options: string[]; parents: string[] }>();
/** Of each function of tf.layers the interface of its options. */
const makers = new Map<string, string>();

for (const file of globSync('node_modules/@tensorflow/tfjs-layers/dist/**/*.d.ts')) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  for (const statement of source.statements) {
    if (ts.isInterfaceDeclaration(statement)) {
      declared.set(statement.name.text, {
        options: statement.members.flatMap(({ name }) => (name && ts.isIdentifier(name) ? [name.text] : [])),
        parents: (statement.heritageClauses ?? []).flatMap(({ types }) =>
          types.map(({ expression }) => expression.getText(source)),
        ),
      });
    }
    if (ts.isFunctionDeclaration(statement) && file.endsWith('exports_layers.d.ts')) {
      makers.set(statement.name?.text ?? '', statement.parameters[0]?.type?.getText(source) ?? '');
    }
  }
}

function optionsOf(name: string): string[] {
  const { options, parents } = declared.get(name) ?? { options: [], parents: [] };
  return [...options, ...parents.flatMap(optionsOf)];
}

/** Declared, but of no effect or refused by TensorFlow.js itself: it shares declarations between layers. */
const WITHOUT_EFFECT: Readonly<Record<string, readonly string[]>> = {
  gru: ['cell', 'dropoutFunc', 'inputDim', 'inputLength'],
  lstm: ['cell', 'dropoutFunc', 'inputDim', 'inputLength'],
  simpleRNN: ['cell', 'dropoutFunc', 'inputDim', 'inputLength'],
  convLstm2d: ['cell', 'inputDim', 'inputLength'],
  randomWidth: ['autoVectorize'],
  rnn: ['inputDim', 'inputLength'],
  spatialDropout1d: ['batch_input_shape', 'batch_size', 'input_dtype', 'input_shape'],
  conv1d: ['dataFormat'],
  conv2dTranspose: ['dilationRate'],
  conv3dTranspose: ['dilationRate'],
  separableConv2d: ['kernelInitializer', 'kernelConstraint', 'kernelRegularizer'],
  depthwiseConv2d: ['kernelInitializer', 'kernelConstraint', 'kernelRegularizer'],
};

/** A value for each option that some layer cannot be made without. */
const NEEDED: Readonly<Record<string, () => unknown>> = {
  filters: () => 1,
  kernelSize: () => 1,
  units: () => 1,
  rate: () => 0.5,
  stddev: () => 1,
  n: () => 1,
  dims: () => [1],
  targetShape: () => [1],
  inputDim: () => 1,
  outputDim: () => 1,
  axes: () => 1,
  layer: () => tf.layers.dense({ units: 1 }),
  cell: () => tf.layers.simpleRNNCell({ units: 1 }),
  cells: () => [tf.layers.simpleRNNCell({ units: 1 })],
  inputShape: () => [1],
  factor: () => 0.5,
  height: () => 1,
  width: () => 1,
  numTokens: () => 3,
  scale: () => 1,
  cropping: () => [
    [0, 0],
    [0, 0],
  ],
};

let session: EngineSession;
beforeAll(async () => {
  session = await startSession();
});
afterAll(() => {
  session.end();
});

test.each([...makers].filter(([maker]) => maker !== 'input'))(
  'tf.layers.%s takes every option of %s that has an effect',
  (maker, type) => {
    const options = [...new Set(optionsOf(type))];
    const make = Reflect.get(session.tf.layers, maker) as (options: object) => unknown;
    const needed: Record<string, unknown> = {};
    for (const option of options) if (option in NEEDED) needed[option] = NEEDED[option]?.();
    const refused = options.filter((option) => {
      try {
        make({ [option]: undefined, ...needed });
        return false;
      } catch (error) {
        return new RegExp(`has no option (.* Nor has it )?${option}\\b`).test(String(error));
      }
    });
    expect(refused.filter((option) => !WITHOUT_EFFECT[maker]?.includes(option))).toEqual([]);
  },
);
