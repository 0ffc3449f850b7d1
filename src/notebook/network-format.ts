/** The schema of a network as plain data, where it comes from a store: what draws it relies on every field. */
import * as v from 'valibot';
import type { Layer, Network } from '../model/layer';
import type { ModelOutput } from './output';

/** A cell may have set anything, and a store keeps what is no number. */
const number = v.union([v.number(), v.nan()]);
const pair = v.tuple([number, number]);
const shape = v.array(number);
const name = v.string();
const activation = v.string();
const padding = v.picklist(['valid', 'same']);
const dataFormat = v.picklist(['channelsFirst', 'channelsLast']);
const ceilMode = v.exactOptional(v.literal(true));
const frozen = v.exactOptional(v.literal(true));

const pooling = { name, poolSize: pair, strides: pair, padding, dataFormat, ceilMode };

const layer: v.GenericSchema<unknown, Layer> = v.variant('type', [
  v.looseObject({
    type: v.literal('conv2d'),
    name,
    filters: number,
    kernelSize: pair,
    strides: pair,
    padding,
    dilationRate: pair,
    groups: number,
    useBias: v.boolean(),
    dataFormat,
    ceilMode,
    activation,
    frozen,
  }),
  v.looseObject({
    type: v.literal('dense'),
    name,
    units: number,
    useBias: v.boolean(),
    activation,
    frozen,
  }),
  v.looseObject({ type: v.literal('activation'), name, activation }),
  v.looseObject({
    type: v.literal('localResponseNormalization'),
    name,
    depthRadius: number,
    bias: number,
    alpha: number,
    beta: number,
    dataFormat,
    divideAlpha: v.exactOptional(v.literal(true)),
    groups: v.exactOptional(number),
    window: v.exactOptional(v.literal('map')),
  }),
  v.looseObject({ type: v.literal('maxPooling2d'), ...pooling }),
  v.looseObject({ type: v.literal('averagePooling2d'), ...pooling }),
  v.looseObject({ type: v.literal('zeroPadding2d'), name, padding: v.tuple([pair, pair]), dataFormat }),
  v.looseObject({ type: v.literal('flatten'), name, dataFormat }),
  v.looseObject({ type: v.literal('dropout'), name, rate: number }),
  v.looseObject({ type: v.literal('concatenate'), name, axis: number }),
  v.looseObject({ type: v.literal('sliceChannels'), name, begin: number, size: number, dataFormat }),
  v.looseObject({
    type: v.literal('other'),
    name,
    className: v.string(),
    outputShape: shape,
    parameters: number,
    trainableParameters: number,
    dataFormat: v.exactOptional(dataFormat),
  }),
]);

const network: v.GenericSchema<unknown, Network> = v.looseObject({
  name: v.string(),
  inputShape: v.nullable(shape),
  batchSize: v.exactOptional(number),
  meanColour: v.exactOptional(v.tuple([number, number, number])),
  layers: v.array(layer),
  takes: v.exactOptional(v.record(v.string(), v.array(v.nullable(v.string())))),
  undrawn: v.exactOptional(v.string()),
});

export const modelOutputSchema: v.GenericSchema<unknown, ModelOutput> = v.looseObject({
  kind: v.literal('model'),
  network,
  added: v.array(v.string()),
  variable: v.exactOptional(v.string()),
});
