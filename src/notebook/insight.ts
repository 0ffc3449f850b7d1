/** What the page asks about what the network has learned: the shapes of the answers. */

/** Of one convolution: where each of its channels is excited most. */
export interface Strongest {
  readonly layer: string;
  /** The largest output of each channel, after its ReLU. */
  readonly values: Float32Array<ArrayBuffer>;
  /** Where on the channel's map, row by row; the first place, if several are as large. */
  readonly places: Int32Array<ArrayBuffer>;
}

/** All that the page compares pictures by. */
export interface PictureSeen {
  readonly strongest: readonly Strongest[];
  /** What goes into FC6. */
  readonly flat: Float32Array<ArrayBuffer>;
  /** What comes out of FC7, after its ReLU. */
  readonly features: Float32Array<ArrayBuffer>;
  /** Of each class. */
  readonly probabilities: Float32Array<ArrayBuffer>;
}

/** What the network answers to a picture of which a part is covered. */
export interface CoveredAnswer {
  /** Of the class that was asked about. */
  readonly probability: number;
  /** The most probable class. */
  readonly first: number;
}

/** What it answers with only the largest weights of FC6 and FC7. */
export interface PrunedAnswers {
  /** Weights of the two layers that are left, and all that they have, zeros too. */
  readonly left: number;
  readonly all: number;
  /** Of each class, picture by picture. */
  readonly probabilities: Float32Array<ArrayBuffer>;
}
