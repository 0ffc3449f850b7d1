/** p_i = e^(z_i) / sum of e^(z_j). The largest score is subtracted first, so that nothing overflows. */
export function softmax(scores: ArrayLike<number>): Float64Array {
  const highest = highestOf(scores);
  const powers = Float64Array.from(scores, (score) => Math.exp(score - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

export function highestOf(scores: ArrayLike<number>): number {
  let highest = -Infinity;
  for (let unit = 0; unit < scores.length; unit++) highest = Math.max(highest, scores[unit]!);
  return highest;
}
