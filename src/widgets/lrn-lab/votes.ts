/** How the channels around one of them vote on what is left of it. */
import type { MapStack, NormalizationConstants } from '../../model/trace/maps';
import type { Place } from '../../ui/plane/place';

/** What one channel of the window adds to the base of the denominator. */
export interface Vote {
  channel: number;
  /** The channel's value at the place. */
  x: number;
  /** What the channel adds to the divisor: alpha * x^2. */
  share: number;
}

export interface Election {
  votes: readonly Vote[];
  /** The base of the divisor: bias plus all shares. */
  base: number;
  /** What the value is divided by: base^beta. */
  divisor: number;
}

/** The values of all channels at one place. */
export function channelsAt({ shape: [channels, height, width], values }: MapStack, place: Place): number[] {
  const index = place.row * width + place.column;
  return Array.from({ length: channels }, (_, channel) => values[channel * height * width + index]!);
}

/** @param values of all channels at one place */
export function elect(
  values: readonly number[],
  channel: number,
  { depthRadius, bias, alpha, beta }: NormalizationConstants,
): Election {
  const first = Math.max(0, channel - depthRadius);
  const votes = values
    .slice(first, channel + depthRadius + 1)
    .map((x, index) => ({ channel: first + index, x, share: alpha * x * x }));
  const base = votes.reduce((sum, { share }) => sum + share, bias);
  return { votes, base, divisor: base ** beta };
}

/** How far two results of the same shape are apart: |a - b| over the larger of |a| and |b|, 0 where both are 0. */
export function relativeDifference(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
): { mean: number; largest: number; count: number } {
  let sum = 0;
  let largest = 0;
  for (let index = 0; index < a.length; index++) {
    const [one, other] = [a[index]!, b[index]!];
    const scale = Math.max(Math.abs(one), Math.abs(other));
    const difference = scale === 0 ? 0 : Math.abs(one - other) / scale;
    sum += difference;
    largest = Math.max(largest, difference);
  }
  return { mean: sum / a.length, largest, count: a.length };
}
