import type * as tf from '@tensorflow/tfjs';
import type { Layer, Network, Taken } from '../model/layer';
import { taken } from '../model/network-shapes';
import { type CourseSession, makeLocalResponseNormalization, makeSliceChannels } from './course-tf';

/** A session whose namespace layers can be made with. */
export type BuildingSession = CourseSession & { readonly tf: typeof tf };

/**
 * The live model of a description, with fresh weights: a sequential one, or where layers branch or join a functional one.
 * @throws if a layer is of an unknown kind
 */
export function buildModel(network: Network, session: BuildingSession): tf.LayersModel {
  return network.takes ? buildBranched(network, session) : buildChain(network, session);
}

/** @throws as `buildModel` does, and if layers branch or join */
export function buildChain(network: Network, session: BuildingSession): tf.Sequential {
  const model = session.tf.sequential({ name: nameOf(network) });
  network.layers.forEach((layer, index) => {
    const first = index === 0 && network.inputShape ? { inputShape: [...network.inputShape] } : {};
    model.add(makeLayer(layer, first, session));
  });
  return model;
}

function buildBranched(network: Network, session: BuildingSession): tf.LayersModel {
  const inputs = session.tf.input({ shape: [...(network.inputShape ?? [])] });
  const made = new Map<Taken, tf.SymbolicTensor>([[null, inputs]]);
  let outputs = inputs;
  taken(network).forEach((takes, index) => {
    const layer = network.layers[index]!;
    const from = takes.map((name) => made.get(name)!);
    const [one, ...others] = from;
    outputs = makeLayer(layer, {}, session).apply(others.length > 0 ? from : one!) as tf.SymbolicTensor;
    made.set(layer.name, outputs);
  });
  return session.tf.model({ inputs, outputs, name: nameOf(network) });
}

function nameOf({ name }: Network): string {
  return name.replaceAll(/\W+/g, '_');
}

/**
 * The live layer of a description.
 *
 * @param first of a model's first layer: what goes into it
 * @param drawn how the weights begin; left out, as Keras draws them
 * @throws as `buildModel` does
 */
export function makeLayer(
  layer: Layer,
  first: { inputShape?: number[] },
  session: BuildingSession,
  drawn: { kernelInitializer?: 'zeros' } = {},
): tf.layers.Layer {
  const { layers } = session.tf;
  switch (layer.type) {
    case 'conv2d': {
      const { type, groups, kernelSize, strides, dilationRate, activation, frozen, ...rest } = layer;
      return layers.conv2d({
        ...first,
        ...drawn,
        ...rest,
        ...(groups !== 1 && { groups }),
        kernelSize: [...kernelSize],
        strides: [...strides],
        dilationRate: [...dilationRate],
        activation: activation as ActivationName,
        trainable: !frozen,
      });
    }
    case 'dense': {
      const { type, activation, frozen, ...rest } = layer;
      return layers.dense({
        ...first,
        ...drawn,
        ...rest,
        activation: activation as ActivationName,
        trainable: !frozen,
      });
    }
    case 'activation':
      return layers.activation({
        ...first,
        name: layer.name,
        activation: layer.activation as ActivationName,
      });
    case 'localResponseNormalization': {
      const { type, depthRadius, bias, ...rest } = layer;
      return makeLocalResponseNormalization(session, {
        ...first,
        ...rest,
        n: 2 * depthRadius + 1,
        k: bias,
      });
    }
    case 'maxPooling2d':
    case 'averagePooling2d': {
      const { type, poolSize, strides, ...rest } = layer;
      return layers[type]({ ...first, ...rest, poolSize: [...poolSize], strides: [...strides] });
    }
    case 'zeroPadding2d': {
      const [[top, bottom], [left, right]] = layer.padding;
      const { name, dataFormat } = layer;
      return layers.zeroPadding2d({
        ...first,
        name,
        dataFormat,
        padding: [
          [top, bottom],
          [left, right],
        ],
      });
    }
    case 'flatten':
      return layers.flatten({ ...first, name: layer.name, dataFormat: layer.dataFormat });
    case 'dropout':
      return layers.dropout({ ...first, name: layer.name, rate: layer.rate });
    case 'concatenate':
      return layers.concatenate({ name: layer.name, axis: layer.axis });
    case 'sliceChannels': {
      const { type, ...rest } = layer;
      return makeSliceChannels(session, { ...first, ...rest });
    }
    case 'other':
      throw new Error(`${layer.name} is a ${layer.className}, which cannot be built from its description.`);
  }
}

type ActivationName = Parameters<typeof tf.layers.activation>[0]['activation'];
