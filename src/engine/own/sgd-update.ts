/** The kernel's name: weight, velocity and gradient to the new weight and velocity. Its rule stands in sgd.ts. */
export const SGD_UPDATE = 'KerasSGDUpdate';

/** Where a weight goes in an update, at this rate. */
export interface SGDUpdate {
  rate: number;
  momentum: number;
  nesterov: boolean;
}
