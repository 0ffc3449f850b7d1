/** Everything that the lab shows of one patch: both orders, one place, one channel. */
import { normalize, pool, type MapStack, type NormalizationConstants } from '../../model/trace/maps';
import { within, type Place } from '../../ui/plane/place';
import { paper } from './constants';
import { loudestPlace, mostOutvoted, scaled } from './patch-places';
import { channelsAt, elect, relativeDifference, type Election } from './votes';

export type Order = 'normalised first' | 'pooled first';

export interface Choices {
  constants: NormalizationConstants;
  order: Order;
  /** On the patch; null for the loudest. */
  place: Place | null;
  /** Null for the one that loses most to its neighbours at the place, with the paper's constants. */
  channel: number | null;
}

export interface Experiment {
  place: Place;
  channel: number;
  /** All channels at the place, as the normalisation gets and gives them. */
  before: readonly number[];
  after: readonly number[];
  election: Election;
  /** With neighbours that are silent. */
  alone: Election;
  /** Between the two orders, over all that comes out of them. */
  difference: { mean: number; largest: number; count: number };
  /** What happens to the patch, in the order that was chosen. */
  stages: readonly { name: string; maps: MapStack }[];
}

/** @param name of the layer that gave the patch */
export function experiment(patch: MapStack, name: string, choices: Choices): Experiment {
  const { constants, order } = choices;
  const [, height, width] = patch.shape;
  // As the notebook pools, unless an edited network has left less than a window.
  const pooling = { type: 'max', poolSize: Math.min(3, height, width), strides: 2 } as const;
  const normalized = normalize(patch, constants);
  const normalizedThenPooled = pool(normalized, pooling);
  const pooled = pool(patch, pooling);
  const pooledThenNormalized = normalize(pooled, constants);

  const [given, gives] = order === 'pooled first' ? [pooled, pooledThenNormalized] : [patch, normalized];
  const place = choices.place ? within(choices.place, { height, width }) : loudestPlace(patch);
  const there = scaled(place, patch, given);
  const before = channelsAt(given, there);
  const channel = Math.min(choices.channel ?? mostOutvoted(before, paper), before.length - 1);
  return {
    place,
    channel,
    before,
    after: channelsAt(gives, there),
    election: elect(before, channel, constants),
    alone: elect([before[channel] ?? 0], 0, constants),
    difference: relativeDifference(normalizedThenPooled.values, pooledThenNormalized.values),
    stages: [
      { name, maps: patch },
      ...(order === 'pooled first'
        ? [
            { name: 'pooled', maps: pooled },
            { name: 'normalised', maps: pooledThenNormalized },
          ]
        : [
            { name: 'normalised', maps: normalized },
            { name: 'pooled', maps: normalizedThenPooled },
          ]),
    ],
  };
}
