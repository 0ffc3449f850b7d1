import { LayersModel } from '@tensorflow/tfjs';
import { describe } from '../engine/describe';
import { whyDisposed } from '../engine/disposed';
import type { HeldNetwork } from '../notebook/messages';
import { isInstance } from './reader-value';

/**
 * Networks with layers by the first of their names, the one that the page looks at by itself first.
 *
 * @param own that one; null before there is one
 * @param declared the names that cells declared, with what they hold
 */
export function namedNetworks(
  own: LayersModel | null,
  declared: readonly (readonly [name: string, value: unknown])[],
): Map<LayersModel, string | null> {
  const found = new Map<LayersModel, string | null>();
  if (own?.layers.length) found.set(own, null);
  for (const [name, value] of declared) {
    if (isInstance(value, LayersModel) && value.layers.length > 0 && !found.get(value))
      found.set(value, name);
  }
  return found;
}

/** What the page is told of them: what was disposed of can not be looked into. */
export function heldNetworks(networks: ReadonlyMap<LayersModel, string | null>): HeldNetwork[] {
  return [...networks]
    .filter(([model]) => whyDisposed(model) === null)
    .map(([model, name]) => ({ name, network: describe(model) }));
}
