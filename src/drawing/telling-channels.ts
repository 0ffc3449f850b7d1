/** Which channels of a layer a small drawing of it shows: those that tell most of the photograph. */

interface Activation {
  /** [channels, height, width]. */
  shape: readonly number[];
  values: Float32Array<ArrayBuffer>;
}

/** Channels are compared at about so many of their places. */
const comparedPlaces = 400;
/** So many times as many as are wanted come into question, the most varied. */
const choice = 4;

interface Candidate {
  channel: number;
  deviation: number;
  /** Some of its numbers less their mean, of length 1 together: products of two such are their correlation. */
  profile: Float32Array;
  /** With the one of those chosen that it is most like, 0 to 1. */
  likeness: number;
}

/**
 * The channels that vary most, each unlike those before it: by how much a channel varies, less what one that has been
 * chosen shows already, up or down. Of equals the first.
 *
 * @returns their numbers, ascending; all there are where there are not more
 */
export function tellingChannels(activation: Activation, count: number): number[] {
  const { shape, values } = activation;
  const [channels = 0] = shape;
  const size = values.length / channels;
  const all = Array.from({ length: channels }, (_, channel) => channel);
  if (channels <= count) return all;
  const deviations = all.map((channel) => deviationOf(values, channel * size, size));
  const deviation = (channel: number) => deviations[channel] ?? 0;
  let left = all
    .sort((one, other) => deviation(other) - deviation(one) || one - other)
    .slice(0, count === 1 ? 1 : choice * count)
    .map((channel): Candidate => ({
      channel,
      deviation: deviation(channel),
      profile: profileOf(values, channel * size, size),
      likeness: 0,
    }));
  const chosen: number[] = [];
  while (chosen.length < count) {
    const best = left.reduce((found, each) => (news(each) > news(found) ? each : found));
    chosen.push(best.channel);
    left = left
      .filter((each) => each !== best)
      .map((each) => ({ ...each, likeness: Math.max(each.likeness, correlation(each, best)) }));
  }
  return chosen.sort((one, other) => one - other);
}

/** What a channel would show that is not shown yet. */
function news({ deviation, likeness }: Candidate): number {
  return deviation * (1 - likeness);
}

function correlation({ profile }: Candidate, other: Candidate): number {
  let sum = 0;
  for (let at = 0; at < profile.length; at++) sum += profile[at]! * other.profile[at]!;
  return Math.min(1, Math.abs(sum));
}

/** 0 where something is not a number. By index: while the code is still interpreted, iterators over 290,000 numbers take the page a tenth of a second. */
function deviationOf(values: Float32Array, from: number, count: number): number {
  let [sum, squares] = [0, 0];
  for (let at = from; at < from + count; at++) {
    const value = values[at]!;
    sum += value;
    squares += value * value;
  }
  const variance = squares / count - (sum / count) ** 2;
  return variance > 0 && Number.isFinite(variance) ? Math.sqrt(variance) : 0;
}

function profileOf(values: Float32Array, from: number, count: number): Float32Array {
  const step = Math.ceil(count / comparedPlaces);
  const some = Float32Array.from({ length: Math.ceil(count / step) }, (_, at) => values[from + at * step]!);
  const mean = some.reduce((sum, value) => sum + value, 0) / some.length;
  const length = Math.sqrt(some.reduce((sum, value) => sum + (value - mean) ** 2, 0));
  return some.map((value) => (length > 0 ? (value - mean) / length : 0));
}

/**
 * The channels to show of layers that stand one below the other, by the layer's name. Layers of as many channels show
 * the same, so that one can be followed down: those that tell most of the last of these layers, where least is left.
 */
export function channelsOfStrip(
  activations: readonly (Activation & { layer: string })[],
  count: number,
): ReadonlyMap<string, readonly number[]> {
  const lastOf = new Map(activations.map((each) => [each.shape[0], each]));
  const chosen = new Map(
    [...lastOf].map(([channels, each]) => [channels, tellingChannels(each, count)] as const),
  );
  return new Map(activations.map(({ layer, shape }) => [layer, chosen.get(shape[0]) ?? []]));
}
