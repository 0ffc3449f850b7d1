import { channelOf } from '../../../model/feature-maps';
import type { LayerActivation } from '../../../notebook/output';

/** How many channels are zero everywhere. */
export function silentChannels(live: LayerActivation): number {
  const count = live.shape[0] ?? 0;
  return Array.from({ length: count }, (_, channel) => channel).filter((channel) =>
    channelOf(live, channel).every((value) => value === 0),
  ).length;
}
