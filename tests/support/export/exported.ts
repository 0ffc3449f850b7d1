import type { Network } from '../../../src/model/layer';
import type { ExportedModel, SGD, Training } from '../../../src/notebook/exported-model';

/** In [167]. */
export const sgd: SGD = { kind: 'sgd', learningRate: 0.01, decay: 0.0005, momentum: 0.9, nesterov: false };
export const training: Training = { loss: 'categoricalCrossentropy', optimizer: sgd };

/** What the kernel would tell of a network whose weights start as by default. */
export function exported(network: Network, changes: Partial<ExportedModel> = {}): ExportedModel {
  return { network, training, weights: [], beyond: [], worded: [], scale: 1, ...changes };
}
