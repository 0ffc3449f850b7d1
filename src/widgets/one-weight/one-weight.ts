/** A model with one weight, from miles to kilometres, and how gradient descent finds the weight. */

/** A signpost with both distances, each rounded to a whole number. */
export interface Signpost {
  miles: number;
  kilometres: number;
}

export const signposts: readonly Signpost[] = [
  { miles: 2, kilometres: 3 },
  { miles: 3, kilometres: 5 },
  { miles: 5, kilometres: 8 },
];

/** What the model says of so many miles. */
export const predict = (weight: number, miles: number): number => weight * miles;

/** The mean of the squared errors. */
export function lossOf(weight: number): number {
  return mean(({ miles, kilometres }) => (predict(weight, miles) - kilometres) ** 2);
}

/** How steeply the loss rises with the weight. */
export function slopeOf(weight: number): number {
  return mean(({ miles, kilometres }) => 2 * (predict(weight, miles) - kilometres) * miles);
}

/** The weight after one step of gradient descent: against the slope, the further the steeper it is. */
export function stepFrom(weight: number, rate: number): number {
  return weight - rate * slopeOf(weight);
}

/** The weights that so many steps come by, without the one they begin at. */
export function stepsFrom(weight: number, rate: number, count: number): number[] {
  const path: number[] = [];
  for (let step = 0, at = weight; step < count; step++) path.push((at = stepFrom(at, rate)));
  return path;
}

function mean(of: (post: Signpost) => number): number {
  return signposts.reduce((sum, post) => sum + of(post), 0) / signposts.length;
}
