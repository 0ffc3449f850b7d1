/** How a layer's picture fills: the first numbers one by one, so that they can be followed, the rest ever faster. */

/** The share of the time that the first number takes, where there are many. */
const first = 0.22;

/**
 * How many of `count` numbers are there, with a part of the next one.
 *
 * @param progress of the time, 0 to 1
 */
export function filledAt(progress: number, count: number): number {
  const k = growth(count);
  if (progress >= 1) return count;
  return k === 0 ? count * progress : (count * Math.expm1(k * progress)) / Math.expm1(k);
}

/** When so many are there: what `filledAt` undoes. */
export function progressAt(filled: number, count: number): number {
  const k = growth(count);
  if (filled >= count) return 1;
  return k === 0 ? filled / count : Math.log1p((filled * Math.expm1(k)) / count) / k;
}

/** k of e^(k t), at which the first of `count` is there after its share of the time; 0 for so few that all take longer. */
function growth(count: number): number {
  if (count * first <= 1) return 0;
  let [low, high] = [0, 60];
  for (let halving = 0; halving < 40; halving++) {
    const k = (low + high) / 2;
    if ((count * Math.expm1(k * first)) / Math.expm1(k) > 1) low = k;
    else high = k;
  }
  return (low + high) / 2;
}
