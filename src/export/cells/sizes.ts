/** What the cells build, without a language to say it in: layers and their sizes alone, where no run has told them. */
import { notebookNetwork } from '../../model/networks';
import { ShapeError } from '../../model/shapes';
import type { Context, Target } from './context';
import { isKnownMaker, layerFrom } from './layer-of';
import {
  addLayer,
  applied,
  graphNet,
  inputOf,
  madeLayer,
  notebookOptions,
  optionsOf,
  tensorsOf,
} from './nets';
import { atom, LayerValue, Net, Tensor, UNKNOWN, Unsayable, type Said } from './value';

/** Stands for whatever is not needed here. */
const something = () => atom('…', UNKNOWN);

export const sizes: Target = {
  title: 'the model',
  unsaid: '\0',
  word: (word) => word,
  imports: () => [],
  held: () => null,

  call(path, args, context) {
    const maker = /^tf\.layers\.(\w+)$/.exec(path)?.[1] ?? path;
    if (isKnownMaker(maker)) return atom('layer', madeLayer(maker, args, context) ?? UNKNOWN);
    if (path.startsWith('tf.layers.')) throw new Unsayable(`the model does not know ${path}`);
    switch (path) {
      case 'tf.sequential':
        return atom('network', sequential(args, context));
      case 'tf.input': {
        const shape = optionsOf(args).said.get('shape');
        if (!shape) throw new Unsayable('its shape cannot be read');
        return atom('input', inputOf(shape));
      }
      case 'tf.model':
      case 'tf.Model':
        return atom('network', kept(graphNet(optionsOf(args)), context));
      case 'alexnet':
        return atom('network', written(args, context));
      default:
        return something();
    }
  },

  method({ value }, name, args, context) {
    const [first] = args;
    if (value instanceof Net && name === 'add') {
      if (context.depth > 0) return something();
      if (!(first?.value instanceof LayerValue)) throw new Unsayable('what it adds is known only in a run');
      add(value, first.value);
      return atom('added', null);
    }
    if (value instanceof Net && name === 'pop') throw new Unsayable('a layer is taken out');
    const takes = first && name === 'apply' && value instanceof LayerValue ? tensorsOf(first) : null;
    return takes ? atom('tensor', applied(value as LayerValue, takes)) : something();
  },

  property({ value }, name) {
    if (value instanceof Tensor && name === 'shape') return atom('shape', [null, ...value.shape]);
    if (value instanceof Net && name === 'layers') {
      return atom(
        'layers',
        value.placed.map(({ is }) => is),
      );
    }
    return something();
  },
};

function kept(net: Net, context: Context): Net {
  const names = net.placed.map(({ is }) => is.layer.name);
  if (new Set(names).size < names.length) throw new Unsayable('two of its layers have one name');
  context.nets.push(net);
  return net;
}

/** A run refuses a second layer of a name, and whoever draws the network relies on it. */
function add(net: Net, layer: LayerValue): void {
  const { name } = layer.layer;
  if (net.placed.some(({ is }) => is.layer.name === name)) {
    const cause = new ShapeError(`${name} is the name of another layer already: give this one its own`);
    throw new Unsayable(cause.message, { cause });
  }
  addLayer(net, layer);
}

function sequential(args: readonly Said[], context: Context): Net {
  const net = kept(new Net(), context);
  const layers = args.length > 0 ? optionsOf(args).said.get('layers') : undefined;
  if (!layers) return net;
  if (!Array.isArray(layers.value)) throw new Unsayable('its layers are known only in a run');
  for (const layer of layers.value as readonly unknown[]) {
    if (!(layer instanceof LayerValue)) throw new Unsayable('its layers are known only in a run');
    add(net, layer);
  }
  return net;
}

/** What the course's `alexnet` builds. */
function written(args: readonly Said[], context: Context): Net {
  const network = notebookNetwork(notebookOptions(args));
  const net = kept(new Net(), context);
  net.inputShape = network.inputShape;
  for (const layer of network.layers) addLayer(net, layerFrom(layer));
  return net;
}
