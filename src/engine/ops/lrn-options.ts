/** The constants of local response normalization (paper, section 3.3). */
export interface LRNOptions {
  /** The window is this many channels to each side. */
  depthRadius: number;
  bias: number;
  alpha: number;
  beta: number;
}
