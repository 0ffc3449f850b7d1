import { stripTypes } from '../kernel/strip-types';
import { NameCounters, RECORDED_SESSION } from '../model/keras-names';
import type { Layer, Network, Padding, Shape } from '../model/layer';
import {
  activation,
  conv2d,
  dense,
  dropout,
  flatten,
  localResponseNormalization,
  maxPooling2d,
  zeroPadding2d,
} from '../model/make-layer';
import { NOTEBOOK_CELLS, type NotebookCell } from '../model/networks';

interface Options {
  name?: string;
  inputShape?: Shape;
  filters: number;
  kernelSize: number;
  strides?: number;
  padding?: Padding;
  groups?: number;
  ceilMode?: true;
  poolSize: number;
  units: number;
  rate: number;
  activation: string;
  k?: number;
  alpha?: number;
  divideAlpha?: true;
  window?: 'map';
}

/** The cells that add layers: the others build nothing. */
const BUILDING = NOTEBOOK_CELLS.slice(NOTEBOOK_CELLS.indexOf('model'), NOTEBOOK_CELLS.indexOf('rotate'));

/**
 * The network that the notebook's cells describe, their sources run against layers that only write down what they are
 * told: a thousand times as fast as a kernel, which fills fifty million weights.
 *
 * @throws if a cell uses what the notebook's cells and their departures do not
 */
export function networkOfCells(sources: Readonly<Partial<Record<NotebookCell, string>>>): Network {
  const names = new NameCounters(RECORDED_SESSION);
  const layers: Layer[] = [];
  let inputShape: Shape | null = null;
  const namespace = {
    sequential: () => ({
      add: (layer: Layer) => layers.push(layer),
      summary: () => undefined,
    }),
    initializers: { randomNormal: () => undefined },
    regularizers: { l2: () => undefined },
    layers: {
      conv2d: ({ name = names.next('Conv2D'), filters, kernelSize, ...rest }: Options) => {
        const { strides, padding, groups, ceilMode } = rest;
        inputShape ??= rest.inputShape ?? null;
        return conv2d(name, filters, kernelSize, given({ strides, padding, groups, ceilMode }));
      },
      maxPooling2d: ({ name = names.next('MaxPooling2D'), poolSize, strides, padding, ceilMode }: Options) =>
        maxPooling2d(name, poolSize, given({ strides, padding, ceilMode })),
      zeroPadding2d: ({ padding }: { padding: number }) =>
        zeroPadding2d(names.next('ZeroPadding2D'), padding),
      activation: (options: Options) => activation(names.next('Activation'), options.activation),
      dense: ({ name = names.next('Dense'), units }: Options) => dense(name, units),
      dropout: ({ rate }: Options) => dropout(names.next('Dropout'), rate),
      flatten: () => flatten(names.next('Flatten')),
    },
  };
  const normalise = ({ name = '', k, alpha, divideAlpha, groups, window }: Options) =>
    localResponseNormalization(name, given({ bias: k, alpha, divideAlpha, groups, window }));
  const source = BUILDING.map((cell) => stripTypes(sources[cell] ?? '').code).join('\n');
  const run = globalThis.eval(`(tf, localResponseNormalization) => { ${source}\n}`) as (
    tf: unknown,
    normalise: unknown,
  ) => void;
  run(namespace, normalise);
  return { name: 'AlexNet, as the cells build it', inputShape, layers };
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without what is not given, which would take the place of a default. */
function given<T extends object>(options: T): Given<T> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Given<T>;
}
