import { siteUrl } from '../client/addresses/site-url';
import { writeAddress } from '../client/addresses/stepper-url';
import { notebookNetwork } from '../model/networks';

const known = new Set(notebookNetwork().layers.map(({ name }) => name));

/** Where the stepper shows a layer of the trained network; the whole network for the photograph, and for a layer that the notebook's has not. */
export function volumeAddress(layer: string | null): string {
  const has = layer !== null && known.has(layer);
  return siteUrl(`summary/${has ? writeAddress({ layer, unit: null }) : ''}`);
}
