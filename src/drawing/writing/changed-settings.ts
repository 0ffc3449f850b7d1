/** What a layer was made with, before and after, as a cell writes it. */
import { kerasClassName } from '../../model/keras-names';
import type { Layer } from '../../model/layer';

export interface ChangedSetting {
  /** The option by the name that cells give it; null where the layer is of another class. */
  option: string | null;
  before: string;
  after: string;
}

/** Options whose names in cells are not the model's. */
const OPTIONS: Readonly<Record<string, string>> = { bias: 'k', depthRadius: 'n' };

/** Each option that is another; of layers of two classes, these alone. */
export function changedSettings(before: Layer, after: Layer): readonly ChangedSetting[] {
  if (before.type !== after.type) {
    return [{ option: null, before: kerasClassName(before), after: kerasClassName(after) }];
  }
  const [was, is] = [new Map<string, unknown>(Object.entries(before)), new Map(Object.entries(after))];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const [from, to] = [writeOption(key, was.get(key)), writeOption(key, is.get(key))];
    return from === to ? [] : [{ option: OPTIONS[key] ?? key, before: from, after: to }];
  });
}

/** A list of one number in both directions is that number: 4 for [4, 4]. */
function writeOption(key: string, value: unknown): string {
  if (key === 'depthRadius' && typeof value === 'number') return String(2 * value + 1);
  if (Array.isArray(value)) {
    const parts = value.map((part) => writeOption('', part));
    const [first = '[]'] = parts;
    return parts.every((part) => part === first) && !first.startsWith('[') ? first : `[${parts.join(', ')}]`;
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : 'not set';
}
