import type * as tf from '@tensorflow/tfjs';
import type { Layer, Network } from '../model/layer';
import { type CourseSession, makeLocalResponseNormalization } from './course-tf';

/** A session whose namespace layers can be made with. */
export type BuildingSession = CourseSession & { readonly tf: typeof tf };

/**
 * The live model of a description, with fresh weights.
 * @throws if a layer is one that TensorFlow.js cannot make from its description: grouped, or of an unknown kind
 */
export function buildModel(network: Network, session: BuildingSession): tf.Sequential {
  const model = session.tf.sequential({ name: network.name.replaceAll(/\W+/g, '_') });
  network.layers.forEach((layer, index) => {
    const first = index === 0 && network.inputShape ? { inputShape: [...network.inputShape] } : {};
    model.add(makeLayer(layer, first, session));
  });
  return model;
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
      const { name, depthRadius, bias, alpha, beta, dataFormat } = layer;
      return makeLocalResponseNormalization(session, {
        ...first,
        name,
        n: 2 * depthRadius + 1,
        k: bias,
        alpha,
        beta,
        dataFormat,
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
    case 'sliceChannels':
      throw new Error(`${layer.name} stands where layers branch or join, which cannot be built in a row.`);
    case 'other':
      throw new Error(`${layer.name} is a ${layer.className}, which cannot be built from its description.`);
  }
}

type ActivationName = Parameters<typeof tf.layers.activation>[0]['activation'];
