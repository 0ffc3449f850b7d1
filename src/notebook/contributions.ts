import type { Unit } from '../model/feature-maps';

/** What each pixel of a photograph contributed to one number of the network. */
export interface Contributions {
  layer: string;
  unit: Unit;
  height: number;
  width: number;
  /** One a pixel, row by row, its colours together: the pixel less the mean colour, times what the layers multiply it with. */
  values: Float32Array<ArrayBuffer>;
  /** The number itself; of a softmax the score that it was made from. */
  of: number;
}
