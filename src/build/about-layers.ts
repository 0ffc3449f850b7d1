import { ownNetwork } from '../notebook/built-network';
import type { Published } from './publish';

/** @throws if a passage is about a layer that no cell of the course builds: nothing would light up for it */
export function checkAbout(layers: string, published: Published): void {
  const built = [...published.values()].flatMap(({ outputs }) => ownNetwork(outputs)?.added ?? []);
  for (const name of layers.split(/\s+/)) {
    if (built.includes(name)) continue;
    throw new Error(
      `<About layers="${layers}">: no cell of the course builds a layer "${name}". They build ${built.join(', ')}.`,
    );
  }
}
