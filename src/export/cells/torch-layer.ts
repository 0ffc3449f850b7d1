/** A placed layer as PyTorch's modules, and what of it PyTorch leaves unsaid. */
import { DEFINITIONS } from '../torch-class';
import { torchEntries, type Entry } from '../torch-modules';
import { ExportRefusal } from '../trainable';
import type { Context } from './context';
import { unreadOptions } from './layer-of';
import { rowOf } from './nets';
import { UNKNOWN, Unsayable, type Placed } from './value';

/** The modules of a layer, whose names are the model's. */
export function entriesOf(placed: Placed, context: Context): readonly Entry[] {
  try {
    const entries = torchEntries(rowOf(placed));
    for (const [name, code] of Object.entries(DEFINITIONS)) {
      if (entries.some(([, module]) => module.startsWith(`${name}(`))) context.define(name, code);
    }
    return entries;
  } catch (error) {
    if (error instanceof ExportRefusal) throw new Unsayable(`this: ${error.message}`);
    throw error;
  }
}

/** A line for each option that is not said. */
export function besides({ is }: Placed): readonly string[] {
  const others = unreadOptions(is).filter((key) => key !== 'trainable');
  return others.map((key) => `# TypeScript only: ${key} of ${is.layer.name}`);
}

/** What keeps its weights out of the training. */
export function frozen({ is: { layer, options } }: Placed, variable: string): readonly string[] {
  if (!options.said.has('trainable') || options.value('trainable') === true) return [];
  if (options.value('trainable') === UNKNOWN)
    throw new Unsayable('whether the layer is trained is known only in a run');
  return [`${variable}.get_submodule(${JSON.stringify(layer.name)}).requires_grad_(False)`];
}
