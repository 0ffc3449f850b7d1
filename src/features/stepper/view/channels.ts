import { channelOf } from '../../../model/feature-maps';
import type { LiveActivation } from '../../../notebook/activations';

/** How many channels are zero everywhere. */
export function silentChannels(live: LiveActivation): number {
  const count = live.shape[0] ?? 0;
  return Array.from({ length: count }, (_, channel) => channel).filter((channel) =>
    channelOf(live, channel).every((value) => value === 0),
  ).length;
}
