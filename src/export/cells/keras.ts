/** What Keras 3 calls what the cells use. */
import { notebookNetwork } from '../../model/networks';
import type { Context, Target } from './context';
import { addKeras, applyKeras, kerasLayerText, tuple } from './keras-layer';
import { compiled, fitted, optimizerText, trainOptimizer } from './keras-training';
import { isKnownMaker, layerFrom, unsaidImports } from './layer-of';
import { bracketed, callText } from './layout';
import { kerasWord, pythonName } from '../python-names';
import { addLayer, graphNet, inputOf, madeLayer, notebookOptions, optionsOf } from './nets';
import { tensorCall, tensorMethod, type TensorWords } from './tensors';
import { atom, LayerValue, Net, Optimizer, Tensor, UNKNOWN, Unsayable, type Said } from './value';

const words: TensorWords = {
  module: 'ops',
  tensor: (values) => `ops.array(${values}, dtype="float32")`,
  softmax: (of) => `ops.softmax(${of})`,
  transposed: (of) => `ops.transpose(${of})`,
  joined: (list, axis) => `ops.concatenate(${list}, axis=${axis})`,
  flipped: (of, axis) => `ops.flip(${of}${axis === null ? '' : `, axis=${tuple(axis)}`})`,
  along: (name, of, axis) => `ops.${name}(${of}${axis === null ? '' : `, axis=${axis}`})`,
  relu: (of) => `ops.relu(${of})`,
  variable: (of) => `keras.Variable(${of})`,
  assigned: (variable, value) => `${variable}.assign(${value})`,
};

export const keras: Target = {
  title: 'Keras',
  unsaid: '\0',

  word: kerasWord,

  imports(module, names) {
    if (module === '@tensorflow/tfjs') return ['import keras', 'from keras import layers, ops'];
    return unsaidImports(names);
  },

  call(path, args, context) {
    const [first, second] = args;
    switch (path) {
      case 'tf.sequential':
        return atom('keras.Sequential()', sequential(args, context));
      case 'tf.input': {
        const shape = optionsOf(args).said.get('shape');
        if (!shape) throw new Unsayable('its shape cannot be read');
        return atom(`keras.Input(${tuple(shape)})`, inputOf(shape));
      }
      case 'tf.model':
      case 'tf.Model':
        return graph(args, context);
      case 'alexnet':
        return written(args, context);
      case 'sgd':
        return atom(optimizerText(optionsOf(args)), new Optimizer(path, optionsOf(args)));
      case 'backend':
        return atom('keras.backend.backend()', 'tensorflow');
      case 'toCategorical':
        return atom(`keras.utils.to_categorical(${args.map(({ text }) => text).join(', ')})`);
      case 'convertAllKernelsInModel':
        context.before.push(
          `for layer in ${first?.text ?? ''}.layers:`,
          '    if isinstance(layer, layers.Conv2D):',
          '        layer.kernel.assign(ops.flip(layer.kernel, axis=(0, 1)))',
        );
        return atom('');
      case 'tf.regularizers.l2':
      case 'tf.regularizers.l1': {
        const name = path.endsWith('2') ? 'l2' : 'l1';
        const factor = optionsOf(args).said.get(name)?.text;
        return atom(`keras.regularizers.${name.toUpperCase()}(${factor ?? '0.01'})`, null);
      }
      case 'tf.losses.softmaxCrossEntropy':
        if (!first || !second) return null;
        return atom(
          `ops.mean(ops.categorical_crossentropy(${first.text}, ${second.text}, from_logits=True))`,
        );
    }
    const maker = /^tf\.layers\.(\w+)$/.exec(path)?.[1] ?? path;
    if (isKnownMaker(maker)) {
      const made = madeLayer(maker, args, context);
      return atom(kerasLayerText(maker, optionsOf(args), made, context), made ?? UNKNOWN);
    }
    const train = /^tf\.train\.(\w+)$/.exec(path)?.[1];
    if (train !== undefined) return trainOptimizer(path, train, args);
    const initializer = /^tf\.initializers\.(\w+)$/.exec(path)?.[1];
    if (initializer !== undefined) return initializerOf(initializer, args);
    const tensor = /^tf\.(\w+)$/.exec(path)?.[1];
    return tensor === undefined ? null : tensorCall(tensor, args, words, context);
  },

  method(of, name, args, context) {
    const { value } = of;
    if (value instanceof Net) return netMethod(of, value, name, args, context);
    if (name === 'apply') return applyKeras(of, args, context);
    if (value instanceof LayerValue && name === 'countParams') return atom(`${of.text}.count_params()`);
    if (value instanceof LayerValue || value instanceof Tensor) return null;
    if (name === 'add' && context.depth > 0 && /^(layers\.\w|LocalResponseN)/.test(args[0]?.text ?? '')) {
      // A network that the function is given.
      return atom(callText(`${of.text}.add`, [args[0]?.text ?? '']), null);
    }
    return tensorMethod(of, name, args, words, context);
  },

  property(of, name) {
    const { value } = of;
    if (value instanceof Tensor && name === 'shape') return atom(`${of.text}.shape`, [null, ...value.shape]);
    if (value instanceof Net) {
      if (name === 'layers')
        return atom(
          `${of.text}.layers`,
          value.placed.map(({ is }) => is),
        );
      if (name === 'outputShape' || name === 'inputShape') return atom(`${of.text}.${pythonName(name)}`);
    }
    return name === 'name' || name === 'shape' ? atom(`${of.text}.${name}`) : null;
  },

  held: () => null,
};

function netMethod(of: Said, net: Net, name: string, args: readonly Said[], context: Context): Said | null {
  const [first] = args;
  switch (name) {
    case 'add':
      return first ? addKeras(of, net, first, context) : null;
    case 'summary':
      return atom(`${of.text}.summary()`, null);
    case 'countParams':
      return atom(`${of.text}.count_params()`);
    case 'compile':
      return compiled(of, args);
    case 'fit':
      return fitted(of, args, context);
    case 'predict':
    case 'evaluate':
      return atom(
        `${of.text}.${name}(${args
          .slice(0, name === 'predict' ? 1 : 2)
          .map(({ text }) => text)
          .join(', ')})`,
      );
    case 'apply':
      return atom(`${of.text}(${args.map(({ text }) => text).join(', ')})`);
    case 'getLayer':
      return atom(`${of.text}.get_layer(${first?.text ?? ''})`);
    case 'dispose':
      context.before.push('# Python frees the memory by itself');
      return atom('');
    default:
      return null;
  }
}

function sequential(args: readonly Said[], context: Context): Net {
  if (args.length > 0 && optionsOf(args).said.has('layers')) {
    throw new Unsayable('its layers are given in a list: add them one by one to have them here');
  }
  const net = new Net();
  context.nets.push(net);
  return net;
}

function graph(args: readonly Said[], context: Context): Said {
  const options = optionsOf(args);
  const net = graphNet(options);
  context.nets.push(net);
  const listed = ['inputs', 'outputs', 'name'].flatMap((key) => {
    const said = options.said.get(key);
    return said ? [`${key}=${said.text}`] : [];
  });
  return atom(`keras.Model(${listed.join(', ')})`, net);
}

/** What the course's `alexnet` builds, layer by layer. */
function written(args: readonly Said[], context: Context): Said {
  context.before.push('# alexnet is the course’s own; this is what it builds');
  const network = notebookNetwork(notebookOptions(args));
  const net = new Net();
  net.inputShape = network.inputShape;
  context.nets.push(net);
  const lines = network.layers.map((layer) => {
    const value = layerFrom(layer);
    addLayer(net, value);
    return kerasLayerText(value.maker, value.options, value, context);
  });
  const input = `keras.Input((${(network.inputShape ?? []).join(', ')}))`;
  return atom(callText('keras.Sequential', [bracketed('[', [input, ...lines], ']')]), net);
}

/** `tf.initializers.randomNormal({ stddev: 0.01 })`. */
function initializerOf(name: string, args: readonly Said[]): Said {
  const said = [...optionsOf(args).said].map(([key, { text }]) => `${pythonName(key)}=${text}`);
  return atom(callText(`keras.initializers.${name.charAt(0).toUpperCase()}${name.slice(1)}`, said));
}
