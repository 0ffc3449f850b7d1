/** One layer's part of a sum over the network. */
export interface Share {
  value: number;
  /** Of the sum, 0 to 1; 0 if the sum is 0. */
  share: number;
  /** What the layers before it have of the sum, 0 to 1. */
  before: number;
}

/** What each layer's figure is of all layers' together, in their order. None may be negative. */
export function shares(values: readonly number[]): Share[] {
  const total = values.reduce((sum, value) => sum + value, 0);
  const of = (part: number) => (total === 0 ? 0 : part / total);
  let sum = 0;
  return values.map((value) => {
    const before = of(sum);
    sum += value;
    return { value, share: of(value), before };
  });
}
