import type { TracedUnit } from '../../../model/trace/traced';
import type { Unit } from '../../../model/feature-maps';
import type { Layer } from '../../../model/layer';
import { channelSums } from './channel-sums';

/**
 * Which channel of its input to show for a unit: of a convolution the one that counts most, of others the one it reads.
 *
 * @returns null if that is not known yet, or the input has no channels
 */
export function inputChannelOf(
  layer: Layer | undefined,
  unit: Unit,
  traced: TracedUnit | null,
): number | null {
  if (traced?.kind === 'convolution') return channelSums(traced)[0]?.channel ?? null;
  if (layer?.type === 'conv2d' || layer?.type === 'dense') return null;
  const read = traced?.kind === 'flatten' || traced?.kind === 'handedOn' ? traced.input : unit;
  return read.length === 3 ? (read[0] ?? null) : null;
}
