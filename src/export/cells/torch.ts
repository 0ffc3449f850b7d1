/** What PyTorch calls what the cells use. */
import { notebookNetwork } from '../../model/networks';
import type { Entry } from '../torch-modules';
import type { Context, Target } from './context';
import { isKnownMaker, layerFrom, unsaidImports } from './layer-of';
import { bracketed, callText, comment } from './layout';
import { kerasWord } from '../python-names';
import { addLayer, applied, inputOf, madeLayer, notebookOptions, optionsOf, rowOf, tensorsOf } from './nets';
import { isFloat } from './operators';
import { tensorCall, tensorMethod, type TensorWords } from './tensors';
import { torchGraph } from './torch-graph';
import { besides, entriesOf, frozen } from './torch-layer';
import { torchCompiled, torchFitted } from './torch-training';
import {
  atom,
  LayerValue,
  Net,
  Optimizer,
  Options,
  Tensor,
  UNKNOWN,
  Unsayable,
  type Placed,
  type Said,
} from './value';

const words: TensorWords = {
  module: 'torch',
  tensor: (values) => `torch.tensor(${values}, dtype=torch.float32)`,
  softmax: (of) => `torch.softmax(${of}, dim=-1)`,
  transposed: (of) => `torch.transpose(${of}, 0, 1)`,
  joined: (list, axis) => `torch.cat(${list}, dim=${axis})`,
  flipped: (of, axis) => {
    if (axis === null) return `torch.flip(${of}, tuple(range(${of}.ndim)))`;
    return `torch.flip(${of}, ${Array.isArray(axis.value) ? axis.text : `(${axis.text},)`})`;
  },
  along: (name, of, axis) =>
    `torch.${name === 'max' ? 'amax' : name === 'min' ? 'amin' : name}(${of}${axis === null ? '' : `, dim=${axis}`})`,
  relu: (of) => `torch.relu(${of})`,
  variable: (of) => of,
  assigned: (variable, value) => `${variable}.copy_(${value})`,
};

/** What has no text of its own, since PyTorch makes it where a network takes it: nothing that holds it can be said. */
const IN_CLASS = '\0';

export const torch: Target = {
  title: 'PyTorch',
  unsaid: IN_CLASS,

  word: kerasWord,

  imports(module, names) {
    if (module === '@tensorflow/tfjs') return ['import torch', 'from torch import nn'];
    return unsaidImports(names);
  },

  call(path, args, context) {
    const [first, second] = args;
    switch (path) {
      case 'tf.sequential': {
        if (args.length > 0 && optionsOf(args).said.has('layers')) {
          throw new Unsayable('its layers are given in a list: add them one by one to have them here');
        }
        const net = new Net();
        context.nets.push(net);
        return atom('nn.Sequential()', net);
      }
      case 'tf.input': {
        const shape = optionsOf(args).said.get('shape');
        if (!shape) throw new Unsayable('its shape cannot be read');
        return atom(IN_CLASS, inputOf(shape));
      }
      case 'tf.model':
      case 'tf.Model':
        return torchGraph(args, context);
      case 'alexnet':
        return written(args, context);
      case 'sgd':
        return atom('', new Optimizer(path, optionsOf(args)));
      case 'backend':
        context.before.push('# What computes is answered as TypeScript answers it');
        return atom('"tensorflow"', 'tensorflow');
      case 'toCategorical':
        return atom(
          `${callText('nn.functional.one_hot', [
            `torch.as_tensor(${first?.text ?? ''}).long()`,
            ...args.slice(1).map(({ text }) => text),
          ])}.float()`,
        );
      case 'convertAllKernelsInModel':
        context.before.push(
          'with torch.no_grad():',
          `    for module in ${first?.text ?? ''}.modules():`,
          '        if isinstance(module, nn.Conv2d):',
          '            module.weight.copy_(module.weight.flip(2, 3))',
        );
        return atom('');
      case 'tf.losses.softmaxCrossEntropy':
        if (!first || !second) return null;
        return atom(`nn.functional.cross_entropy(${second.text}, ${first.text})`);
    }
    // A layer tells that it has such an option.
    if (/^tf\.(initializers|regularizers|constraints)\.\w+$/.test(path)) return atom(IN_CLASS);
    const maker = /^tf\.layers\.(\w+)$/.exec(path)?.[1] ?? path;
    if (isKnownMaker(maker)) return atom(IN_CLASS, madeLayer(maker, args, context) ?? UNKNOWN);
    if (/^tf\.train\.\w+$/.test(path)) {
      return atom('', new Optimizer(path, new Options(new Map(args.map((arg, at) => [String(at), arg])))));
    }
    const tensor = /^tf\.(\w+)$/.exec(path)?.[1];
    return tensor === undefined ? null : tensorCall(tensor, args, words, context);
  },

  method(of, name, args, context) {
    const { value } = of;
    if (value instanceof Net) return netMethod(of, value, name, args, context);
    if (name === 'apply') return applyTorch(of, args);
    if (value instanceof LayerValue && name === 'countParams') return parametersOf(of.text);
    if (value instanceof LayerValue || value instanceof Tensor) return null;
    return tensorMethod(of, name, args, words, context);
  },

  added: (network, placed, context) => adding(network, placed, context).split('\n'),

  property(of, name) {
    const { value } = of;
    if (value instanceof Net) {
      if (name === 'layers')
        return atom(
          `list(${of.text}.children())`,
          value.placed.map(({ is }) => is),
        );
      const shape = value.inputShape;
      if (name === 'outputShape' && shape && value.graph === null) {
        return atom(`${of.text}(torch.zeros(1, ${channelsFirst(shape, value.placed).join(', ')})).shape`);
      }
    }
    if (value instanceof Tensor && name === 'shape') return atom(IN_CLASS, [null, ...value.shape]);
    return name === 'shape' ? atom(`${of.text}.shape`) : null;
  },

  held(name, { value }) {
    if (value instanceof LayerValue) {
      return comment(`${name}: PyTorch makes a layer where it knows what comes in`);
    }
    if (value instanceof Optimizer) {
      return comment(
        `${name}: PyTorch's optimiser is given the weights, so it is made where the network is compiled`,
      );
    }
    // The class of the network names it.
    return value instanceof Tensor ? [] : null;
  },
};

function netMethod(of: Said, net: Net, name: string, args: readonly Said[], context: Context): Said | null {
  const [first] = args;
  switch (name) {
    case 'add': {
      if (context.depth > 0) throw new Unsayable('it adds layers, whose sizes are known where it is called');
      const { value } = first ?? atom('');
      if (!(value instanceof LayerValue)) throw new Unsayable('what it adds is known only in a run');
      return atom(adding(of.text, addLayer(net, value), context), null);
    }
    case 'summary':
      return atom(`print(${of.text})`, null);
    case 'countParams':
      return parametersOf(of.text);
    case 'compile':
      return torchCompiled(of, net, args, context);
    case 'fit':
      return torchFitted(of, net, args, context);
    case 'predict':
    case 'apply':
      return atom(`${of.text}(${first?.text ?? ''})`);
    case 'getLayer':
      return atom(`${of.text}.get_submodule(${first?.text ?? ''})`);
    case 'dispose':
      context.before.push('# Python frees the memory by itself');
      return atom('');
    default:
      return null;
  }
}

function parametersOf(text: string): Said {
  return atom(`sum(p.numel() for p in ${text}.parameters())`);
}

/** The sizes of an image as PyTorch has them. */
function channelsFirst(shape: readonly number[], placed: readonly Placed[]): readonly number[] {
  const [row] = placed.map(rowOf);
  if (shape.length !== 3 || row?.dataFormat !== 'channelsLast') return shape;
  const [height = 0, width = 0, channels = 0] = shape;
  return [channels, height, width];
}

/** `model.add_module("Conv1", nn.Conv2d(...))`, with a line for each module. */
function adding(variable: string, placed: Placed, context: Context): string {
  const { options } = placed.is;
  const said = options.said.get(placed.is.maker === 'dense' ? 'units' : 'filters');
  // PyTorch takes no float, not even a whole one.
  const size = said && !isFloat(said) ? said.text : null;
  const lines = entriesOf(placed, context)
    .map(([name, module]): Entry => {
      // A constant of the cell stays one.
      const isNamed = [...context.scope.outermost.names.values()].some(({ text }) => text === size);
      return [
        name,
        isNamed ? module.replace(/^(nn\.(?:Linear|Conv2d)\(\d+), \d+/, `$1, ${size ?? ''}`) : module,
      ];
    })
    .map(([name, module]) => callText(`${variable}.add_module`, [JSON.stringify(name), module]));
  return [...besides(placed), ...lines, ...frozen(placed, variable)].join('\n');
}

function applyTorch(of: Said, args: readonly Said[]): Said | null {
  const [first] = args;
  const takes = first ? tensorsOf(first) : null;
  if (!(of.value instanceof LayerValue) || !takes) {
    throw new Unsayable('PyTorch makes such layers in the class below');
  }
  return atom(IN_CLASS, applied(of.value, takes));
}

/** What the course's `alexnet` builds, layer by layer. */
function written(args: readonly Said[], context: Context): Said {
  const network = notebookNetwork(notebookOptions(args));
  context.before.push(
    '# alexnet is the course’s own; this is what it builds',
    'from collections import OrderedDict',
    '',
  );
  const net = new Net();
  net.inputShape = network.inputShape;
  context.nets.push(net);
  const entries = network.layers.flatMap((layer) => entriesOf(addLayer(net, layerFrom(layer)), context));
  const items = entries.map(([name, module]) => `(${JSON.stringify(name)}, ${module})`);
  return atom(callText('nn.Sequential', [callText('OrderedDict', [bracketed('[', items, ']')])]), net);
}
