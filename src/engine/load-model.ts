import * as tf from '@tensorflow/tfjs';

type LayerClass = new (config: never) => tf.layers.Layer;
type FromConfig = (
  cls: LayerClass,
  config: tf.serialization.ConfigDict,
  ...rest: unknown[]
) => tf.layers.Layer;
type Registry = Record<string, [LayerClass, FromConfig]>;

/** What models are loaded with in place of TensorFlow.js's own. */
export interface Classes {
  /** By the name that a saved model has for it. */
  readonly byName: Readonly<Record<string, LayerClass>>;
  /** Makes a layer ready that was made from its configuration. */
  readonly finish: (layer: tf.layers.Layer, config: tf.serialization.ConfigDict) => void;
}

type Json = Parameters<typeof tf.models.modelFromJSON>;

/** `tf.models.modelFromJSON` with these classes. */
export function modelFromJSON(classes: Classes, ...[json, customObjects]: Json): Promise<tf.LayersModel> {
  return makeModel(classes, json, customObjects, true);
}

/** @param draws whether to draw the weights: not if all of them are set after */
function makeModel(
  { byName, finish }: Classes,
  json: Json[0],
  customObjects: Json[1],
  draws: boolean,
): Promise<tf.LayersModel> {
  const { classNameMap } = tf.serialization.SerializationMap.getMap() as unknown as {
    classNameMap: Registry;
  };
  const before = { ...classNameMap };
  for (const [name, [stock, fromConfig]] of Object.entries(before)) {
    if (!(stock.prototype instanceof tf.layers.Layer)) continue;
    const made: FromConfig = (cls, config, ...rest) => {
      const layer = fromConfig(cls, config, ...rest);
      if (layer instanceof tf.LayersModel) return layer;
      finish(layer, config);
      if (!draws) layer.setFastWeightInitDuringBuild(true);
      return layer;
    };
    classNameMap[name] = [byName[name] ?? stock, made];
  }
  try {
    // It makes all layers before it first waits.
    return tf.models.modelFromJSON(json, customObjects);
  } finally {
    Object.assign(classNameMap, before);
  }
}

/** `tf.loadLayersModel` with these classes. */
export async function loadLayersModel(
  classes: Classes,
  ...[source, options = {}]: Parameters<typeof tf.loadLayersModel>
): Promise<tf.LayersModel> {
  const { strict = true } = options;
  const handler = typeof source === 'string' ? handlerOf(source, options) : source;
  const artifacts = await handler.load?.();
  if (!artifacts?.modelTopology) {
    throw new Error(
      'tf.loadLayersModel takes an address, or a handler of tf.io whose load() gives a model with its topology.',
    );
  }
  const { modelTopology, trainingConfig, userDefinedMetadata, weightData, weightSpecs } = artifacts;
  const hasWeights = weightData !== undefined && weightSpecs !== undefined;
  const json = { modelTopology } as Json[0];
  const model = await makeModel(classes, json, undefined, !(hasWeights && strict));
  if (trainingConfig) {
    model.loadTrainingConfig(trainingConfig as Parameters<typeof model.loadTrainingConfig>[0]);
  }
  if (userDefinedMetadata) model.setUserDefinedMetadata(userDefinedMetadata);
  if (hasWeights) await setWeights(model, weightData, weightSpecs, strict);
  return model;
}

async function setWeights(
  model: tf.LayersModel,
  data: tf.io.WeightData,
  specs: tf.io.WeightsManifestEntry[],
  strict: boolean,
): Promise<void> {
  const decoded = tf.io.decodeWeights(data, specs);
  try {
    const named = specs.flatMap(({ name, group }) => {
      const tensor = decoded[name];
      return tensor ? [{ name, group, tensor }] : [];
    });
    const own = named.filter(({ group }) => group !== 'optimizer');
    model.loadWeights(Object.fromEntries(own.map(({ name, tensor }) => [name, tensor])), strict);
    const remembered = named.filter(({ group }) => group === 'optimizer');
    if (remembered.length > 0) await model.optimizer.setWeights(remembered);
  } finally {
    tf.dispose(decoded);
  }
}

function handlerOf(address: string, options: tf.io.LoadOptions): tf.io.IOHandler {
  const found = tf.io.getLoadHandlers(address, options);
  return found[0] ?? tf.io.browserHTTPRequest(address, options);
}
